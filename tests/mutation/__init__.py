"""What the tests of the core do not notice: each module with one small thing changed, again and again."""
