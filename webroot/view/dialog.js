import { html, nothing, render } from '../lib/lit-html/lit-html.js';

/**
 * A modal form; closing gives the focus back to where it was. `content(box)` answers what stands in
 * it, and is asked again by `box.redraw()`.
 */
export function dialog({ id, title, content, onSubmit }) {
  const box = document.createElement('dialog');
  const submit = (event) => {
    event.preventDefault();
    if (onSubmit(event.target.elements) !== false) {
      box.close();
    }
  };
  box.redraw = () =>
    render(
      html`<form method="dialog" @submit=${submit}>
        <h2 id="${id}-title">${title}</h2>
        ${content(box)}
      </form>`,
      box,
    );
  box.id = id;
  box.setAttribute('aria-labelledby', `${id}-title`);
  box.addEventListener('close', () => box.remove());
  box.redraw();
  document.body.append(box);
  box.showModal();
  return box;
}

/** A labelled field. */
export const field = (label, input) => html`<label class="field"><span>${label}</span>${input}</label>`;

export const wrong = (sentence) => html`<p class="wrong" role="alert">${sentence}</p>`;

export const choice = ({ name, title, options, chosen, onChoose }) => html`
  <fieldset>
    <legend>${title}</legend>
    <div class="choices">
      ${options.map(
        ({ id, label, lang }) => html`
          <label class="choice">
            <input
              type="radio"
              name=${name}
              value=${id}
              ?checked=${id === chosen}
              @change=${() => onChoose(id)}
            />
            <span lang=${lang ?? nothing}>${label}</span>
          </label>
        `,
      )}
    </div>
  </fieldset>
`;
