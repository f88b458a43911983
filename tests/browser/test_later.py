"""What a page does by itself after a while never takes from a reader what he is doing, and comes to an end."""

from __future__ import annotations

from tests.browser.conftest import SETTLED, Open, passed, until

FOUND = "#found [role=option]"
CLOSING = 150  # milliseconds after which a field that was left closes its list
BELOW = "document.getElementById('hidden-names').closest('.tools').offsetHeight"
# Leaves the field and types into it again, all at once.
TYPED_AGAIN = """(words) => {
  const field = document.getElementById('find');
  field.blur();
  field.focus();
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}"""
# Points at a place of the drawing, leaves it at once or not, and returns how the pointer looks two pictures later.
POINTED = """async ([{ x, y }, leaves]) => {
  const { left, top } = canvas.getBoundingClientRect();
  canvas.dispatchEvent(new MouseEvent('mousemove', { clientX: left + x, clientY: top + y }));
  if (leaves) canvas.dispatchEvent(new MouseEvent('mouseleave'));
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  return canvas.style.cursor;
}"""


def test_suggestions_stay_while_the_reader_types_again(opened: Open) -> None:
    page = opened().page
    page.focus("#find")
    page.evaluate(TYPED_AGAIN, "France")
    passed(page, 2 * CLOSING)
    assert page.locator(FOUND).first.is_visible()
    page.keyboard.press("Enter")
    assert page.inner_text("#evidence h2") == "France"


def test_suggestions_of_a_field_that_was_left_are_closed(opened: Open) -> None:
    page = opened().page
    page.fill("#find", "France")
    assert page.locator(FOUND).first.is_visible()
    page.keyboard.press("Tab")
    page.wait_for_selector("#found", state="hidden")
    assert page.get_attribute("#find", "aria-expanded") == "false"


def test_suggestions_that_the_pointer_kept_open_are_closed_when_it_leaves(opened: Open) -> None:
    page = opened().page
    page.fill("#find", "France")
    page.locator(FOUND).first.hover()
    page.keyboard.press("Tab")
    passed(page, 2 * CLOSING)
    assert page.locator("#found").is_visible(), "its scroll bar may be in use"
    page.mouse.move(0, 0)
    page.wait_for_selector("#found", state="hidden")


def test_nothing_is_pointed_at_once_the_pointer_has_left_the_drawing(opened: Open) -> None:
    page = opened().page
    at = page.evaluate("foedera.lines()")[0]
    assert page.evaluate(POINTED, [at, False]) == "pointer"
    assert page.evaluate(POINTED, [at, True]) == ""


def test_the_row_below_the_drawing_keeps_its_height_so_that_the_drawing_stands_still(opened: Open) -> None:
    """A line that comes where names have no room, and goes where there is more by it, would do so for ever."""
    page = opened(width=360, height=1000, fragment="#focus=france").page
    page.click("#whole")
    first = page.evaluate(BELOW)
    for _ in range(3):
        page.click("#closer")
    until(page, "document.getElementById('hidden-names').textContent.includes('no room')")
    high = page.evaluate(BELOW)
    assert high > first
    page.click("#whole")
    until(page, "document.getElementById('hidden-names').textContent === ''")
    assert page.evaluate(BELOW) == high
    assert page.evaluate(SETTLED)
