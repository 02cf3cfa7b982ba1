"""`python -m operations` is the `arqora` command."""

import sys

from operations.cli import main

sys.exit(main())
