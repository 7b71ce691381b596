(() => {
  // Light, dark, or as the system has it; remembered where the browser allows it.
  const root = document.documentElement;
  const key = 'suppressionlab-theme';
  const stored = value => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch { /* A page from a file may have no storage. */ }
    return null;
  };
  const group = document.getElementById('theme');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', 'Colours');
  const set = name => {
    if (name === 'auto') delete root.dataset.theme; else root.dataset.theme = name;
    for (const button of group.children) button.setAttribute('aria-pressed', String(button.dataset.name === name));
  };
  for (const name of ['auto', 'light', 'dark']) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.name = name;
    button.textContent = name[0].toUpperCase() + name.slice(1);
    button.addEventListener('click', () => { set(name); stored(name); });
    group.append(button);
  }
  set(['light', 'dark'].find(name => name === stored()) ?? 'auto');

  // The contents show where one is.
  const links = new Map([...document.querySelectorAll('nav a')].map(link => [link.hash.slice(1), link]));
  const seen = new Set();
  const watch = new IntersectionObserver(entries => {
    for (const entry of entries) seen[entry.isIntersecting ? 'add' : 'delete'](entry.target.id);
    let current = null;
    for (const [id, link] of links) {
      link.removeAttribute('aria-current');
      if (!current && seen.has(id)) current = link;
    }
    current?.setAttribute('aria-current', 'true');
  }, { rootMargin: '-10% 0px -60% 0px' });
  for (const id of links.keys()) watch.observe(document.getElementById(id));

  // A link to something folded opens it.
  const open = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target && target.localName === 'details') target.open = true;
  };
  addEventListener('hashchange', open);
  open();
})();
