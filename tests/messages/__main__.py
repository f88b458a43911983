"""Write the page of messages anew."""

from tests.messages.page import write

write()
