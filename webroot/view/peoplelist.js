import { t } from '../words/words.js';
import { avatar, nickname } from './avatar.js';
import { h, patch, setText } from './dom.js';

/** Who is in the room in front. */
export class PeopleList {
  #title = h('h2');
  #list = h('ul', { class: 'list' });
  #more = h('p', { class: 'quiet' });

  constructor(root, { chat }) {
    this.chat = chat;
    root.append(this.#title, this.#list, this.#more);
  }

  render() {
    const { people, joined } = this.chat.current ?? {};
    const you = t('people.you');
    setText(this.#title, people?.count ? `${t('people')} · ${people.count}` : t('people'));
    const rows = (people?.list() ?? []).map((person) => ({
      key: person.id,
      look: [person.nick, this.chat.me.id === person.id, you].join(' '),
      person,
    }));
    patch(this.#list, rows, ({ person }) => this.#item(person, you));
    this.#list.classList.toggle('stale', !joined);
    this.#more.hidden = !people?.unlisted;
    setText(this.#more, t('people.more', { n: people?.unlisted ?? 0 }));
  }

  #item(person, you) {
    const mine = person.id === this.chat.me.id;
    return h(
      'li',
      {},
      avatar(person),
      nickname(person),
      mine ? h('span', { class: 'quiet' }, `(${you})`) : null,
    );
  }
}
