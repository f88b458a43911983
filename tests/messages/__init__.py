"""Every mistake that a user can make, as it is told: cases in, one page of messages out.

``python -m tests.messages`` in the checkout writes the page anew after a change; then it is read from top to bottom.
"""
