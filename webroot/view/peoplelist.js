import { guard } from '../lib/lit-html/directives/guard.js';
import { repeat } from '../lib/lit-html/directives/repeat.js';
import { html, nothing, render } from '../lib/lit-html/lit-html.js';
import { language, t } from '../words/words.js';
import { avatar, nickname } from './avatar.js';
import { MODERATE } from './icons.js';

/** Who is in the room in front. */
export class PeopleList {
  /** `onModerate(person)` is for those who may. */
  constructor(root, { chat, onModerate }) {
    Object.assign(this, { root, chat, onModerate });
  }

  render() {
    const { people, joined, namesakes, name } = this.chat.current ?? {};
    const { me } = this.chat;
    const act = joined && this.chat.may(name, 'moderate') ? this.onModerate : null;
    const list = people?.list() ?? [];
    render(
      html`<h2>${people?.count ? `${t('people')} · ${people.count}` : t('people')}</h2>
        <ul class=${joined ? 'list' : 'list stale'}>
          ${guard([list, me, namesakes?.version, act, language()], () =>
            repeat(list, ({ id }) => id, (person) => item(person, me, namesakes.tagOf(person), act)),
          )}
        </ul>
        <p class="quiet" ?hidden=${!people?.unlisted}>
          ${t('people.more', { n: people?.unlisted ?? 0 })}
        </p>`,
      this.root,
    );
  }
}

const item = (person, me, tag, act) => html`
  <li>
    ${avatar(person)} ${nickname(person, tag)}
    ${person.id === me.id ? html`<span class="quiet">(${t('people.you')})</span>` : nothing}
    ${act && person.id !== me.id ? moderate(person, act) : nothing}
  </li>
`;

const moderate = (person, act) => html`<button
  type="button"
  class="icon moderate"
  aria-label=${t('people.moderate', person)}
  title=${t('people.moderate', person)}
  @click=${() => act(person)}
>
  ${MODERATE}
</button>`;
