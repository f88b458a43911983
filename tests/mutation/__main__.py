"""Mutate the modules of the core, and say what their tests do not notice."""

import sys

from tests.mutation.run import main

sys.exit(main())
