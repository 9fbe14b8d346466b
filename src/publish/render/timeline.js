'use strict';
// Runs in the reader's browser. Without it the page shows every event and all its evidence.
{
  const filters = document.querySelector('.filters');
  const controls = [...filters.querySelectorAll('select, input')];
  const events = [...document.querySelectorAll('.event')];
  const groups = [...document.querySelectorAll('section.group')];
  const evidence = [...document.querySelectorAll('details')];
  const folded = (text) => text.normalize('NFKC').toLowerCase();
  const texts = new Map(events.map((event) => [event, folded(event.textContent)]));

  const passes = (event, { name, value }) =>
    name === 'text'
      ? folded(value)
          .split(/\s+/u)
          .every((word) => texts.get(event).includes(word))
      : value === '' || event.dataset[name] === value;

  const filter = () => {
    for (const event of events) event.hidden = !controls.every((control) => passes(event, control));
    for (const group of groups) group.hidden = !group.querySelector('.event:not([hidden])');
    const shown = events.filter((event) => !event.hidden).length;
    filters.querySelector('output').textContent = filters.dataset.shown.replace('#', String(shown));
    document.querySelector('#none').hidden = shown > 0;
  };

  filters.hidden = false;
  filters.addEventListener('input', filter);
  for (const each of evidence) each.removeAttribute('open');
  addEventListener('beforeprint', () => evidence.forEach((each) => each.setAttribute('open', '')));
  filter();
}
