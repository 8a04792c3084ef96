import { html } from '../lib/lit-html/lit-html.js';
import { nickname } from '../model/names.js';
import { language, languages, t } from '../words/words.js';
import { choice, dialog, field, wrong } from './dialog.js';

/** Nickname, appearance, language and notifications. */
export function settings({ nick, signedIn, theme, notices, connection, onNick, onTheme, onLanguage }) {
  const before = language();
  const themes = ['system', 'light', 'dark'].map((id) => ({ id, label: t(`theme.${id}`) }));
  const tongues = languages().map(({ id, name }) => ({ id, label: name, lang: id }));
  let chosen = before;
  let sentence = '';
  let saved = false;
  const box = dialog({
    id: 'settings',
    title: t('settings'),
    content: () => html`
      ${signedIn
        ? html`<p>${t('signed.in', { nick })}</p>`
        : field(
            t('settings.nick'),
            html`<input id="settings-nick" value=${nick} autocomplete="nickname" />`,
          )}
      ${wrong(sentence)}
      ${choice({
        name: 'theme',
        title: t('settings.theme'),
        options: themes,
        chosen: theme,
        onChoose: onTheme,
      })}
      ${choice({
        name: 'language',
        title: t('settings.language'),
        options: tongues,
        chosen: before,
        onChoose: (id) => (chosen = id),
      })}
      <p class="notify" role="status">${notifying(notices, () => box.redraw())}</p>
      <p class="quiet">${connected(connection)}</p>
      <div class="row">
        <button type="button" @click=${() => box.close()}>${t('cancel')}</button>
        <button type="submit" class="primary">${t('settings.save')}</button>
      </div>
    `,
    onSubmit: (fields) => {
      const name = signedIn ? nick : nickname(fields['settings-nick'].value);
      if (name === null) {
        sentence = t('nick.bad');
        box.redraw();
        return false;
      }
      saved = true;
      onLanguage(chosen);
      if (name !== nick) {
        onNick(name);
      }
      return true;
    },
  });
  box.addEventListener('close', () => saved || onTheme(theme)); // it was shown at once, to try
}

/** For whoever wonders, or is asked by an operator. */
function connected({ name, node, way, roundTrip: ms }) {
  const where = t('state.node', { node, ms });
  return name !== 'open' ? '' : way === 'http' ? `${where}. ${t('state.http')}` : where;
}

/** Browsers let a page ask only on a click. */
function notifying(notices, redraw) {
  return notices.state === 'ask'
    ? html`<button type="button" @click=${() => notices.ask().then(redraw)}>
        ${t('settings.notify')}
      </button>`
    : t(`notify.${notices.state}`);
}
