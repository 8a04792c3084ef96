import { guard } from '../lib/lit-html/directives/guard.js';
import { repeat } from '../lib/lit-html/directives/repeat.js';
import { html, nothing, render } from '../lib/lit-html/lit-html.js';
import { language, t } from '../words/words.js';
import { avatar, nickname } from './avatar.js';

/** Who is in the room in front. */
export class PeopleList {
  constructor(root, { chat }) {
    this.root = root;
    this.chat = chat;
  }

  render() {
    const { people, joined, namesakes } = this.chat.current ?? {};
    const { me } = this.chat;
    const list = people?.list() ?? [];
    render(
      html`<h2>${people?.count ? `${t('people')} · ${people.count}` : t('people')}</h2>
        <ul class=${joined ? 'list' : 'list stale'}>
          ${guard([list, me, namesakes?.version, language()], () =>
            repeat(list, ({ id }) => id, (person) => item(person, me, namesakes.tagOf(person))),
          )}
        </ul>
        <p class="quiet" ?hidden=${!people?.unlisted}>
          ${t('people.more', { n: people?.unlisted ?? 0 })}
        </p>`,
      this.root,
    );
  }
}

const item = (person, me, tag) => html`
  <li>
    ${avatar(person)} ${nickname(person, tag)}
    ${person.id === me.id ? html`<span class="quiet">(${t('people.you')})</span>` : nothing}
  </li>
`;
