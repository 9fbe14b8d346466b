/** Elements of HTML, past and present, and the outer ones of SVG and MathML. */
const NAMES = new Set(
  (
    'a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body ' +
    'br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em ' +
    'embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i ' +
    'iframe image img input ins kbd label legend li link main map mark marquee math menu menuitem meta meter nav nobr ' +
    'noembed noframes noscript object ol optgroup option output p param picture pre progress q rb rp rt rtc ruby s ' +
    'samp script section select slot small source span strike strong style sub summary sup svg table tbody td template ' +
    'textarea tfoot th thead time title tr track tt u ul var video wbr'
  ).split(' '),
);

/** Custom elements and those of office programs ("o:p") have a "-" or ":" in their names. */
export function isHtmlElement(name: string): boolean {
  return NAMES.has(name) || /[:-]/u.test(name);
}
