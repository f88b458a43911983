"""The questions that come with the package, and the rows that each is expected to give."""
