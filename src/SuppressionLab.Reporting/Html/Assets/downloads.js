(() => {
  // Files made of what the page shows: figures as they are (switched, light or dark), tables in full precision.
  const namespace = 'http://www.w3.org/2000/svg';
  const pixels = 2;
  const kept = [
    'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin',
    'paint-order', 'text-anchor', 'font-family', 'font-size', 'font-weight',
  ];
  const make = (name, attributes, parent) => {
    const element = document.createElementNS(namespace, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    parent?.append(element);
    return element;
  };
  // A copy with its style as attributes, which every program reads; without what is hidden.
  const copy = source => {
    const style = getComputedStyle(source);
    if (style.display === 'none' && source.localName !== 'clipPath') return null;
    const element = make(source.localName, {});
    for (const { name, value } of source.attributes) {
      if (!/^(class|style|role|tabindex|aria-|data-)/.test(name)) element.setAttribute(name, value);
    }
    if (['path', 'rect', 'circle', 'text'].includes(source.localName)) {
      for (const property of kept) element.setAttribute(property, style.getPropertyValue(property));
    }
    for (const child of source.childNodes) {
      const inner = child.nodeType === Node.ELEMENT_NODE ? copy(child) : child.cloneNode();
      if (inner) element.append(inner);
    }
    return element;
  };
  const write = (element, left, top, parent) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const size = parseFloat(style.fontSize);
    make('text', {
      x: box.left - left, y: box.top - top + box.height / 2 + 0.35 * size, fill: style.color,
      'font-family': style.fontFamily, 'font-size': style.fontSize, 'font-weight': style.fontWeight,
    }, parent).textContent = element.textContent;
  };
  const drawing = figure => {
    const panels = [...figure.querySelectorAll('.panels > svg')].filter(svg => svg.getClientRects().length);
    const entries = [...figure.querySelectorAll('.legend button:not([aria-pressed=false]), .legend.scale')];
    const shown = [figure.querySelector('h3'), ...entries, ...panels].map(element => element.getBoundingClientRect());
    const margin = 16;
    const left = Math.min(...shown.map(box => box.left)) - margin;
    const top = Math.min(...shown.map(box => box.top)) - margin;
    const width = Math.ceil(Math.max(...shown.map(box => box.right)) - left + margin);
    const height = Math.ceil(Math.max(...shown.map(box => box.bottom)) - top + margin);
    const svg = make('svg', { xmlns: namespace, width, height, viewBox: `0 0 ${width} ${height}` });
    make('rect', { width, height, fill: getComputedStyle(document.body).backgroundColor }, svg);
    const title = figure.querySelector('h3');
    const { fontFamily, fontWeight, color } = getComputedStyle(title);
    make('text', { x: margin, y: margin + 14, fill: color, 'font-family': fontFamily, 'font-size': '15px', 'font-weight': fontWeight }, svg)
      .textContent = title.textContent.replace(title.firstElementChild.textContent, '').trim();
    entries.forEach(entry => entry.querySelectorAll('span').forEach(text => write(text, left, top, svg)));
    for (const source of [...entries.flatMap(entry => [...entry.querySelectorAll('svg')]), ...panels]) {
      const box = source.getBoundingClientRect();
      const inner = copy(source);
      const attributes = { x: box.left - left, y: box.top - top, width: box.width, height: box.height, overflow: 'visible' };
      for (const key in attributes) inner.setAttribute(key, attributes[key]);
      svg.append(inner);
    }
    return { text: new XMLSerializer().serializeToString(svg), width, height };
  };
  const save = (name, blob) => {
    const link = document.createElement('a');
    link.download = name;
    link.href = URL.createObjectURL(blob);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const saveSvg = figure => save(`${figure.id}.svg`, new Blob([drawing(figure).text], { type: 'image/svg+xml' }));
  const savePng = figure => {
    const { text, width, height } = drawing(figure);
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [width * pixels, height * pixels];
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(blob => save(`${figure.id}.png`, blob));
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  };

  // The same file as the command line writes: a column of estimates is followed by those of its errors.
  const quote = field => /[",\r\n]/.test(field) || field.trim() !== field ? `"${field.replaceAll('"', '""')}"` : field;
  const parts = [['e', 'standard error'], ['l', 'low'], ['h', 'high']];
  const csv = table => {
    const rows = [...table.tBodies[0].rows].map(row => [...row.cells]);
    const columns = [...table.tHead.rows[0].cells].map((heading, i) =>
      ({ name: heading.textContent, parts: parts.filter(([part]) => rows.some(row => row[i].dataset[part] !== undefined)) }));
    const lines = [columns.flatMap(column => [column.name, ...column.parts.map(([, name]) => `${column.name} (${name})`)])];
    for (const row of rows) {
      lines.push(row.flatMap((cell, i) => [
        cell.dataset.v ?? (cell.dataset.n !== undefined ? '' : cell.textContent), ...columns[i].parts.map(([part]) => cell.dataset[part] ?? ''),
      ]));
    }
    return lines.map(line => line.map(quote).join(',') + '\n').join('');
  };
  const button = (tools, text, what, act) => {
    const element = document.createElement('button');
    element.type = 'button';
    element.textContent = text;
    element.setAttribute('aria-label', `Save ${what} as ${text}`);
    element.addEventListener('click', act);
    tools.append(element);
  };
  document.querySelectorAll('figure > .tools').forEach(tools => {
    const figure = tools.parentElement;
    button(tools, 'SVG', figure.id, () => saveSvg(figure));
    button(tools, 'PNG', figure.id, () => savePng(figure));
  });
  document.querySelectorAll('.table > .tools').forEach(tools => {
    const table = tools.parentElement.querySelector('table');
    button(tools, 'CSV', table.dataset.name, () =>
      save(`${table.dataset.name}.csv`, new Blob([csv(table)], { type: 'text/csv' })));
  });
})();
