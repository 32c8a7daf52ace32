// SPDX-License-Identifier: EUPL-1.2
//
// The only script of a site, and no page needs it: in a table of areas one can
// search by name, code or wijk, and sort by a column; in a site of many
// gemeenten, search all areas by name. Texts come from the page.
'use strict';

(() => {
  const lang = document.documentElement.lang;
  const order = new Intl.Collator(lang, { numeric: true });

  /** Small letters without accents; what is no letter or digit is a blank. */
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '')
    .toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

  const make = (tag, parts) => Object.assign(document.createElement(tag), parts);

  /** Each area with what it is found by: a buurt by the name of its wijk too. */
  function entries(table) {
    let wijk = '';
    return [...table.tBodies[0].rows].map((row, place) => {
      const own = plain(row.cells[0].textContent);
      if (row.classList.contains('wijk')) {
        wijk = own;
      }
      return { row, place, words: `${own} ${wijk}`,
        total: row.classList.contains('total') };
    });
  }

  /** Areas by the two letters that a word of their name begins with: a script
   * for each, as one file with all of them would be large. */
  const pieces = new Map();
  let again = () => {};
  window.feiten = (pair, areas) => {
    pieces.set(pair, areas);
    again();
  };

  /** The areas under all of these, or null while some are still to come. */
  function listed(pairs, folder) {
    for (const pair of pairs) {
      if (!pieces.has(pair)) {
        pieces.set(pair, null);
        document.head.append(make('script', { src: `${folder}${pair}.js`,
          onerror: () => window.feiten(pair, []) }));
      }
    }
    return pairs.some((pair) => pieces.get(pair) === null) ? null
      : pairs.flatMap((pair) => pieces.get(pair));
  }

  function findAll(place, input, status) {
    const said = place.dataset;
    const list = make('ul', { className: 'hits' });
    place.append(list);
    again = () => {
      const asked = plain(input.value);
      const words = asked.split(' ').filter((word) => word.length > 1);
      const all = listed([...new Set(words.map((word) => word.slice(0, 2)))], said.pieces);
      if (all === null) {
        return;
      }
      const hits = new Map();
      for (const [code, name, town] of all) {
        const own = plain(name);
        if (asked.split(' ').every((word) => ` ${own} ${plain(town)}`.includes(` ${word}`))) {
          hits.set(code, { code, name, town, rank: 2 - (own === asked) - own.startsWith(asked) });
        }
      }
      const best = [...hits.values()].sort((a, b) => a.rank - b.rank ||
        order.compare(a.name, b.name) || order.compare(a.town, b.town));
      list.replaceChildren(...best.slice(0, 40).map(({ code, name, town }) => {
        const item = make('li', {});
        item.append(make('a', { href: `profile/${code}.html`, textContent: name }),
          make('small', { textContent: ` ${town}` }));
        return item;
      }));
      status.textContent = words.length === 0 ? '' : best.length === 0 ? said.none
        : best.length === 1 ? said.one
          : (best.length > 40 ? said.first : said.many).replace('#', best.length);
    };
    input.addEventListener('input', () => again());
  }

  function search(place, table, rows) {
    const said = place.dataset;
    const label = make('label', { textContent: said.label, htmlFor: `${place.id}-text` });
    const input = make('input', { type: 'search', id: label.htmlFor,
      placeholder: said.hint, autocomplete: 'off' });
    const hits = make('p', { className: 'small' });
    hits.setAttribute('role', 'status');
    place.append(label, input, hits);
    if (said.pieces !== undefined) {
      findAll(place, input, hits);
      return;
    }
    input.setAttribute('aria-controls', table.parentNode.id);
    input.addEventListener('input', () => {
      const asked = plain(input.value).split(' ').filter(Boolean);
      let found = 0;
      for (const { row, words, total } of rows) {
        const fits = asked.every((word) => words.includes(word));
        row.hidden = !total && !fits;
        found += !total && fits;
      }
      hits.textContent = asked.length === 0 ? ''
        : found === 0 ? said.none
          : found === 1 ? said.one : said.many.replace('#', found);
    });
  }

  /** The value of a cell: a number, a name, or null for none. */
  function value(row, column, numbers) {
    const cell = row.cells[column];
    if (!numbers) {
      return (cell.querySelector('a') || cell).textContent;
    }
    return cell.dataset.v === undefined ? null : Number(cell.dataset.v);
  }

  /** Once up, then down, then as it was; what has no value comes last. */
  function sort(table, head, rows) {
    const column = head.cellIndex;
    const numbers = head.dataset.sort === 'n';
    const now = head.getAttribute('aria-sort');
    const next = now === null ? 'ascending'
      : now === 'ascending' ? 'descending' : null;
    const way = next === 'descending' ? -1 : 1;
    const compare = (a, b) => {
      const x = value(a.row, column, numbers);
      const y = value(b.row, column, numbers);
      if (x === null || y === null) {
        return (x === null) - (y === null) || a.place - b.place;
      }
      return way * (numbers ? x - y : order.compare(x, y)) || a.place - b.place;
    };
    for (const other of table.tHead.rows[0].cells) {
      other.removeAttribute('aria-sort');
    }
    if (next !== null) {
      head.setAttribute('aria-sort', next);
    }
    table.classList.toggle('sorted', next !== null);
    const places = [...rows].sort((a, b) => b.total - a.total ||
      (a.total || next === null ? a.place - b.place : compare(a, b)));
    table.tBodies[0].append(...places.map(({ row }) => row));
  }

  for (const place of document.querySelectorAll('.find')) {
    const table = place.parentNode.querySelector('table.areas');
    if (table === null) {
      continue;
    }
    const rows = entries(table);
    search(place, table, rows);
    // Browsers leave what they focus half out of sight in a wide table.
    table.addEventListener('focusin', ({ target }) =>
      target.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
    for (const head of table.querySelectorAll('thead [data-sort]')) {
      const button = make('button', { type: 'button' });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => sort(table, head, rows));
    }
  }
})();
