// Widths and sizes that the student has chosen, in a style sheet of their own: page-early.ts has made it with what was kept.
export function setLook(name: "--panel" | "--reader-size", value: string) {
  let rule = document.adoptedStyleSheets[0]?.cssRules[0];
  if (!rule) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":root {}");
    document.adoptedStyleSheets = [sheet];
    rule = sheet.cssRules[0];
  }
  (rule as CSSStyleRule).style.setProperty(name, value);
}
