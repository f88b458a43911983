"""A page and Chromium come in; how long a reader waits for it, and for what he does on it, goes out."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any, NamedTuple

QUIET = 1500  # milliseconds without work after which a page counts as ready

# Remembers when the last task over 50 ms ended, when something was first painted, and when the physics came to rest.
WATCH = f"""
const seen = {{ busy: 0, painted: 0, rest: null }};
window.ready = (most) => new Promise((tell) => {{
  const look = setInterval(() => {{
    const now = performance.now();
    const physics = window.network && window.network.physics;
    if (physics && !physics.stabilized) seen.rest = null;
    else if (seen.rest === null) seen.rest = now;
    const last = Math.max(seen.busy, seen.painted, physics ? seen.rest ?? now : 0);
    const isReady = document.readyState === 'complete' && seen.painted && now - last > {QUIET};
    if (!isReady && now < most) return;
    clearInterval(look);
    tell({{ milliseconds: isReady ? last : now, isReady }});
  }}, 50);
}});
const hear = (type, act) => {{
  new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({{ type, buffered: true }});
}};
hear('longtask', (task) => {{ seen.busy = Math.max(seen.busy, task.startTime + task.duration); }});
hear('paint', (paint) => {{ seen.painted = Math.max(seen.painted, paint.startTime); }});
"""

# Does something, and waits for the second picture after it: the first may have been on its way already.
STEP = """async ([act, turn]) => {
  const acts = {
    date: () => document.getElementById('after').click(),
    legend: () => document.querySelector('#kinds input[type=checkbox]').click(),
    search: () => {
      const field = document.getElementById('find');
      field.value = ['a', 'an', 'or', 'r', 'cor'][turn % 5];
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
  };
  const picture = () => new Promise((drawn) => requestAnimationFrame(drawn));
  await picture();
  const begun = performance.now();
  acts[act]();
  await picture();
  await picture();
  return performance.now() - begun;
}"""
STEPS = ("date", "legend", "search")


class Wait(NamedTuple):
    """Seconds until a page was ready; not all of them, where it was given up."""

    seconds: float
    is_ready: bool


def wait(browser: Any, file: Path, *, fragment: str = "", most: float = 60.0) -> Wait:
    """Open a file in a window of its own without a network, and wait ``most`` seconds at longest."""
    context = browser.new_context(offline=True, viewport={"width": 1366, "height": 768})
    try:
        page = _opened(context, file, fragment)
        found = page.evaluate("(most) => ready(most)", most * 1000)
        return Wait(found["milliseconds"] / 1000, found["isReady"])
    finally:
        context.close()


def steps(browser: Any, file: Path, *, fragment: str = "", times: int = 5) -> dict[str, float]:
    """Milliseconds of one step of the date, of the legend and of the search: the median of some of each."""
    context = browser.new_context(offline=True, viewport={"width": 1366, "height": 768})
    try:
        page = _opened(context, file, fragment)
        page.evaluate("ready(60000)")
        return {act: statistics.median(page.evaluate(STEP, [act, turn]) for turn in range(times)) for act in STEPS}
    finally:
        context.close()


def _opened(context: Any, file: Path, fragment: str) -> Any:
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(file.as_uri() + fragment, wait_until="commit")
    return page
