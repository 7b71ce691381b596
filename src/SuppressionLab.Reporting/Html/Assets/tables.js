(() => {
  // Headings sort: up, down, as it was. What is not known comes last.
  const unknown = ['', '–'];
  const key = cell => cell.dataset.v !== undefined ? Number(cell.dataset.v) : cell.textContent.trim();
  const compare = (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return String(a).localeCompare(String(b), 'en', { numeric: true });
  };
  const sortable = table => {
    const body = table.tBodies[0];
    const original = [...body.rows];
    if (original.length < 3) return;
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener('click', () => {
        const next = { ascending: 'descending', descending: undefined }[heading.ariaSort] ?? (heading.ariaSort ? '' : 'ascending');
        headings.forEach(other => other.removeAttribute('aria-sort'));
        if (next) heading.ariaSort = next;
        const sign = next === 'descending' ? -1 : 1;
        const [known, rest] = [[], []];
        for (const row of original) (unknown.includes(row.cells[column].textContent.trim()) ? rest : known).push(row);
        const rows = next ? known.sort((a, b) => sign * compare(key(a.cells[column]), key(b.cells[column]))).concat(rest) : original;
        body.append(...rows);
      });
    });
  };
  document.querySelectorAll('table').forEach(sortable);

  // A shade says that a wide table goes on.
  document.querySelectorAll('.scroll').forEach(region => {
    const update = () => {
      region.classList.toggle('before', region.scrollLeft > 1);
      region.classList.toggle('after', region.scrollLeft + region.clientWidth < region.scrollWidth - 1);
    };
    region.addEventListener('scroll', update, { passive: true });
    new ResizeObserver(update).observe(region);
  });
})();
