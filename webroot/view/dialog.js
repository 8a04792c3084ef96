import { h } from './dom.js';

/** A modal form. `fields` are its content; closing gives the focus back to where it was. */
export function dialog({ id, title, fields, buttons, onSubmit }) {
  const heading = h('h2', { id: `${id}-title` }, title);
  const row = h('div', { class: 'row' }, buttons);
  const form = h('form', { method: 'dialog' }, heading, fields, row);
  const box = h('dialog', { id, 'aria-labelledby': `${id}-title` }, form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (onSubmit() !== false) {
      box.close();
    }
  });
  box.addEventListener('close', () => box.remove());
  document.body.append(box);
  box.showModal();
  return box;
}

/** A labelled field with a place for what is wrong with it. */
export function field(label, input, wrong = null) {
  return h('label', { class: 'field' }, h('span', {}, label), input, wrong);
}

export function choice(name, options, chosen, onChoose) {
  const radios = options.map(({ id, label }) => {
    const radio = { type: 'radio', name, value: id, checked: id === chosen };
    const input = h('input', { ...radio, onchange: () => onChoose(id) });
    return h('label', { class: 'choice' }, input, label);
  });
  return h('div', { class: 'choices' }, radios);
}
