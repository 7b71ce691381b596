(() => {
  // A button hides and shows its series; with Shift it shows them alone.
  document.querySelectorAll('figure').forEach(figure => {
    const buttons = [...figure.querySelectorAll('.legend button')];
    const series = [...figure.querySelectorAll('.panels .series')];
    const hidden = button => button.getAttribute('aria-pressed') === 'false';
    const press = (button, on) => button.setAttribute('aria-pressed', String(on));
    const byGroup = button => button.dataset.g !== undefined;
    const matches = (button, element) =>
      byGroup(button) ? button.dataset.g === element.dataset.g : button.dataset.r === element.dataset.r;
    const update = () => series.forEach(element =>
      element.classList.toggle('off', buttons.some(button => hidden(button) && matches(button, element))));
    const dim = button => series.forEach(element =>
      element.classList.toggle('dim', !!button && !hidden(button) && !matches(button, element)));
    const alone = button => {
      const others = buttons.filter(other => other !== button && byGroup(other) === byGroup(button));
      const all = !hidden(button) && others.every(hidden);
      press(button, true);
      others.forEach(other => press(other, all));
    };
    buttons.forEach(button => {
      button.title = 'Show or hide; with Shift: only this';
      button.addEventListener('click', event => {
        if (event.shiftKey) alone(button); else press(button, hidden(button));
        update();
        dim(null);
      });
      button.addEventListener('pointerenter', () => dim(button));
      button.addEventListener('pointerleave', () => dim(null));
    });
  });
})();
