const { Store } = await import('/model/store.js');
const { Visits } = await import('/model/visits.js');

/** A tab: all share the storage, each hears what the others change. */
function tabs(count, storage = new FakeStorage()) {
  return Array.from({ length: count }, () => new Visits(new Store(() => storage)));
}

const names = (visits) => visits.list().map(({ name }) => name);
const later = (storage) => tabs(1, storage)[0];

return {
  'a storage that may not even be named does no harm': () => {
    const store = new Store(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    store.set('a.1', { b: 2 });
    equal([store.get('a.1'), store.all('a.'), store.get('c', 3)], [{ b: 2 }, [{ b: 2 }], 3]);
    store.remove('a.1');
    equal([store.get('a.1'), store.all('a.')], [null, []]);
  },
  'a storage that is full does no harm either': () => {
    const storage = new FakeStorage();
    const store = new Store(() => storage);
    store.set('nick', 'Kim');
    Object.defineProperty(storage, 'setItem', {
      value: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    store.set('nick', 'Lee');
    equal([store.get('nick'), store.all('n')], ['Lee', ['Lee']]);
  },
  'no storage at all is like an empty one': () => {
    const store = new Store(() => null);
    store.set('a', 1);
    equal([store.get('a'), store.all('')], [1, [1]]);
  },
  'rooms of all tabs are there on the next visit, in the order they were opened': () => {
    const storage = new FakeStorage();
    const [a, b] = tabs(2, storage);
    a.open('lobby', 1);
    b.open('beta', 3);
    a.open('alpha', 2);
    b.open('lobby', 4);
    equal(names(later(storage)), ['lobby', 'alpha', 'beta']);
  },
  'a room that was left in one tab stays left whatever the other has read': () => {
    const storage = new FakeStorage();
    const [a, b] = tabs(2, storage);
    a.open('alpha', 1);
    b.list();
    a.leave('alpha');
    b.read('alpha', { epoch: 1, read: 5 });
    equal(names(later(storage)), []);
  },
  'reading goes forward only, and who has read nothing new is silent': () => {
    const storage = new FakeStorage();
    const [a, b] = tabs(2, storage);
    a.open('alpha', 1);
    a.read('alpha', { epoch: 1, read: 5 });
    b.list();
    a.read('alpha', { epoch: 1, read: 9 });
    b.read('alpha', { epoch: 1, read: 7 });
    equal(later(storage).of('alpha').read, 9);
    a.read('alpha', { epoch: 2, read: 3 });
    b.read('alpha', { epoch: 1, read: 7 });
    equal(later(storage).of('alpha'), { name: 'alpha', since: 1, epoch: 2, read: 3 });
  },
  'the list of an earlier version is taken over': () => {
    const storage = new FakeStorage();
    const old = [{ name: 'b', epoch: 1, read: 2 }, { name: 'a' }];
    new Store(() => storage).set('rooms', old);
    equal(names(later(storage)), ['b', 'a']);
    equal(later(storage).of('b'), { ...old[0], since: 0 });
    later(storage).leave('b');
    equal(names(later(storage)), ['a']);
  },
  'of what other tabs change only our own is told': () => {
    const store = new Store(() => new FakeStorage());
    const heard = [];
    store.on('change', (key) => heard.push(Visits.roomOf(key)));
    ['chat.room.정원', 'chat.nick', 'other.room.x', null].forEach((key) => store.changedElsewhere(key));
    equal(heard, ['정원', null]);
  },
};
