import { nickname } from '../model/names.js';
import { language, languages, t } from '../words/words.js';
import { choice, dialog, field } from './dialog.js';
import { h } from './dom.js';

/** Nickname, appearance, language and notifications. */
export function settings({ nick, theme, notices, onNick, onTheme, onLanguage }) {
  const nickField = h('input', { id: 'settings-nick', value: nick, autocomplete: 'nickname' });
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const themes = ['system', 'light', 'dark'].map((id) => ({ id, label: t(`theme.${id}`) }));
  const tongues = languages().map(({ id, name }) => ({ id, label: h('span', { lang: id }, name) }));
  const chosen = { language: language() };
  const box = dialog({
    id: 'settings',
    title: t('settings'),
    fields: [
      field(t('settings.nick'), nickField),
      wrong,
      group(t('settings.theme'), choice('theme', themes, theme, onTheme)),
      group(
        t('settings.language'),
        choice('language', tongues, chosen.language, (id) => (chosen.language = id)),
      ),
      notifying(notices),
    ],
    buttons: [
      h('button', { type: 'button', onclick: () => box.close() }, t('cancel')),
      h('button', { type: 'submit', class: 'primary' }, t('settings.save')),
    ],
    onSubmit: () => {
      const name = nickname(nickField.value);
      wrong.textContent = name === null ? t('nick.bad') : '';
      if (name === null) {
        return false;
      }
      onLanguage(chosen.language);
      if (name !== nick) {
        onNick(name);
      }
      return true;
    },
  });
}

function group(title, content) {
  return h('fieldset', {}, h('legend', {}, title), content);
}

/** Browsers let a page ask only on a click. */
function notifying(notices) {
  const place = h('p', { class: 'notify', role: 'status' });
  const draw = () => {
    const state = notices.state;
    const ask = h('button', { type: 'button', onclick: () => notices.ask().then(draw) });
    ask.append(t('settings.notify'));
    place.replaceChildren(state === 'ask' ? ask : t(`notify.${state}`));
  };
  draw();
  return place;
}
