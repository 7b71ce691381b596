'use strict';
(() => {
  const tip = document.getElementById('tip');
  const svgElement = (name, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element;
  };
  const numbers = text => text ? text.split(' ').map(Number) : [];
  const show = value => Number.isNaN(value) ? '–'
    : String(Number(value.toPrecision(3))).replace(/^-/, '−');
  const full = value => String(value).replace(/^-/, '−');
  const transform = (kind, v) => kind === 0 ? v : Math.log10(kind === 1 ? v : 1 + v);
  const mapper = (text, start, length) => {
    const [kind, low, high] = numbers(text);
    const [a, b] = [transform(kind, low), transform(kind, high)];
    return v => start + length * (transform(kind, v) - a) / (b - a);
  };

  const place = (x, y, start = x) => {
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    const left = x + 16 + box.width > innerWidth ? Math.max(4, start - 16 - box.width) : x + 16;
    tip.style.left = left + 'px';
    tip.style.top = Math.max(4, Math.min(innerHeight - box.height - 4, y - box.height / 2)) + 'px';
  };
  const row = (name, value, color, near) => {
    const line = document.createElement('div');
    if (color) line.style.setProperty('--k', color);
    if (near) line.className = 'near';
    for (const text of [name, value]) line.appendChild(document.createElement('span')).textContent = text;
    return line;
  };
  const title = text => {
    const line = document.createElement('b');
    line.textContent = text;
    return line;
  };

  const lines = svg => {
    const [left, top, width, height] = numbers(svg.dataset.frame);
    const x = mapper(svg.dataset.sx, left, width);
    const y = mapper(svg.dataset.sy, top + height, -height);
    const series = [...svg.querySelectorAll('.series')].map(element => ({
      element, name: element.dataset.n, color: element.style.getPropertyValue('--k'),
      x: numbers(element.dataset.x), y: numbers(element.dataset.y),
      l: numbers(element.dataset.l), h: numbers(element.dataset.h),
    }));
    const positions = [...new Set(series.flatMap(s => s.x))].sort((a, b) => a - b);
    const overlay = svg.appendChild(svgElement('g', { 'pointer-events': 'none' }));
    let current = -1;
    const hide = () => { overlay.replaceChildren(); tip.hidden = true; current = -1; };
    const at = (index, pointerY, clientX, clientY) => {
      current = index;
      const value = positions[index];
      overlay.replaceChildren(svgElement('path', { class: 'hair', d: `M${x(value)} ${top}V${top + height}` }));
      const found = [];
      for (const s of series) {
        const i = s.x.indexOf(value);
        if (i >= 0 && !Number.isNaN(s.y[i]) && s.element.getClientRects().length) found.push({ s, i });
      }
      found.sort((a, b) => b.s.y[b.i] - a.s.y[a.i]);
      let near = null;
      for (const f of found) {
        f.gap = Math.abs(y(f.s.y[f.i]) - pointerY);
        if (pointerY !== null && (!near || f.gap < near.gap)) near = f;
        const dot = svgElement('path', { class: 'spot', d: `M${x(value)} ${y(f.s.y[f.i])}h0` });
        dot.style.setProperty('--k', f.s.color);
        overlay.appendChild(dot);
      }
      const listed = found.length > 14 && near ? found.sort((a, b) => a.gap - b.gap).slice(0, 14) : found.slice(0, 14);
      listed.sort((a, b) => b.s.y[b.i] - a.s.y[a.i]);
      tip.replaceChildren(title(`${svg.dataset.xl}: ${full(value)}`), ...listed.map(f => {
        const { s, i } = f;
        const error = (s.h[i] - s.l[i]) / 2;
        const even = Math.abs(s.h[i] + s.l[i] - 2 * s.y[i]) < 1e-3 * Math.abs(s.y[i]) + 1e-9;
        const band = !s.l.length ? '' : even ? ` ± ${show(error)}` : ` [${show(s.l[i])}, ${show(s.h[i])}]`;
        return row(s.name, show(s.y[i]) + band, s.color, f === near);
      }));
      place(clientX, clientY);
    };
    svg.addEventListener('pointermove', event => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      if (point.x < left - 8 || point.x > left + width + 8 || point.y < top - 8 || point.y > top + height + 20) return hide();
      let best = 0;
      positions.forEach((p, i) => { if (Math.abs(x(p) - point.x) < Math.abs(x(positions[best]) - point.x)) best = i; });
      at(best, point.y, event.clientX, event.clientY);
    });
    svg.addEventListener('pointerleave', hide);
    svg.addEventListener('blur', hide);
    svg.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (event.key === 'Escape') return hide();
      if (!step || !positions.length) return;
      event.preventDefault();
      const index = Math.max(0, Math.min(positions.length - 1, current + step));
      const box = new DOMPoint(x(positions[index]), top + height / 2).matrixTransform(svg.getScreenCTM());
      at(index, null, box.x, box.y);
    });
  };

  const cells = svg => {
    const items = [...svg.querySelectorAll('[data-t]')];
    let current = -1;
    const hide = () => { items.forEach(item => item.classList.remove('lit')); tip.hidden = true; current = -1; };
    const at = (item, clientX, clientY, start = clientX) => {
      hide();
      current = items.indexOf(item);
      item.classList.add('lit');
      const [head, ...rest] = item.dataset.t.split('\n');
      tip.replaceChildren(title(head), ...rest.map(line => row(...line.split('\t'), item.style.getPropertyValue('--k'))));
      place(clientX, clientY, start);
    };
    svg.addEventListener('pointermove', event => {
      const item = event.target.closest('[data-t]');
      if (item) at(item, event.clientX, event.clientY); else hide();
    });
    svg.addEventListener('pointerleave', hide);
    svg.addEventListener('blur', hide);
    svg.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === 'Escape') return hide();
      const shown = items.filter(item => item.getClientRects().length);
      if (!step || !shown.length) return;
      event.preventDefault();
      const before = current < 0 ? -1 : shown.indexOf(items[current]);
      const item = shown[Math.max(0, Math.min(shown.length - 1, before + step))];
      const box = item.getBoundingClientRect();
      at(item, box.right, box.top + box.height / 2, box.left);
    });
  };

  document.querySelectorAll('svg[data-frame]').forEach(lines);
  document.querySelectorAll('svg[data-steps]').forEach(cells);
})();
