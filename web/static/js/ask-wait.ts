// The wait for a model's first word: forecast by the server, counted down here.
import { el } from "./dom";
import { words } from "./words";

export class Wait {
  private timer = 0;
  private shown: HTMLElement[] = [];

  /** begin says behind a line how long it will take, once to a screen reader and each second to the eye. */
  begin(line: Element | null | undefined, seconds: number) {
    this.end();
    if (!line || !seconds) return;
    const at = performance.now(), eye = el("span", { "aria-hidden": "true", "data-wait": "" });
    this.shown = [eye, el("span", { class: "sr-only" }, words.firstWords(seconds))];
    const draw = () => {
      const left = Math.ceil(seconds - (performance.now() - at) / 1000);
      // Beyond half of the forecast more it is slower than it was before.
      eye.textContent = left > 0 ? words.firstWords(left) : left > -Math.max(5, seconds / 2) ? words.firstWordsNow : words.firstWordsLate;
    };
    draw();
    const told = line.lastChild, whole = el("span"); // the line is a flex box: what it says is one item
    line.append(whole);
    if (told) whole.append(told, " ");
    whole.append(...this.shown);
    this.timer = window.setInterval(draw, 1000);
  }

  /** end takes it away: the words are here, or something else answers. */
  end() {
    clearInterval(this.timer);
    for (const e of this.shown) e.remove();
    this.shown = [];
  }
}
