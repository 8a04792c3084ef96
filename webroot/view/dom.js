/**
 * The only place where elements are made. Text enters as text nodes, never as markup.
 *
 * `h('button', { class: 'send', onclick }, 'Send')`: what begins with `on` is listened to, false
 * and null are left out, true is an attribute without a value.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets a text only when it differs: a live region would speak again. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Makes the children be those of `rows`, keeping each element whose key and look stay the same. */
export function patch(parent, rows, build) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstChild;
  for (const row of rows) {
    let element = old.get(row.key);
    old.delete(row.key);
    if (!element || element.dataset.look !== row.look) {
      const fresh = build(row);
      fresh.dataset.key = row.key;
      fresh.dataset.look = row.look;
      if (element) {
        place = element === place ? place.nextSibling : place;
        element.remove();
      }
      element = fresh;
    }
    if (element === place) {
      place = place.nextSibling;
    } else {
      parent.insertBefore(element, place);
    }
  }
  old.forEach((element) => element.remove());
}
