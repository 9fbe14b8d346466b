'use strict';
// Runs in the reader's browser. Without it the page shows every event and all its evidence.
{
  const form = document.querySelector('form');
  const events = [...document.querySelectorAll('.event')];
  const texts = new Map(events.map((event) => [event, event.textContent.normalize('NFKC').toLowerCase()]));
  const evidence = [...document.querySelectorAll('details')];

  const matches = (event, wanted) =>
    ['category', 'type', 'status'].every(
      (key) => !wanted.get(key) || event.dataset[key] === wanted.get(key),
    ) &&
    wanted
      .get('text')
      .normalize('NFKC')
      .toLowerCase()
      .split(/\s+/)
      .every((word) => texts.get(event).includes(word));

  const filter = () => {
    const wanted = new FormData(form);
    for (const event of events) event.hidden = !matches(event, wanted);
    for (const group of document.querySelectorAll('section.group')) {
      group.hidden = !group.querySelector('.event:not([hidden])');
    }
    const shown = events.filter((event) => !event.hidden).length;
    form.querySelector('output').textContent = form.dataset.shown.replace('#', String(shown));
    document.querySelector('#none').hidden = shown > 0;
  };

  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (submitted) => submitted.preventDefault());
  for (const each of evidence) each.open = false;
  addEventListener('beforeprint', () => evidence.forEach((each) => (each.open = true)));
  filter();
}
