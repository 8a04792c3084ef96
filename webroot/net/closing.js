/**
 * What the server's close codes ask of a client, as its protocol says: 'never' (the same would
 * happen again: somebody has to look), 'late' (not at once), 'now' (it was only too slow) and
 * 'soon' (with back-off) for all others, also those of the network.
 */
const ASKED = new Map([
  [1002, 'never'],
  [1003, 'never'],
  [1007, 'never'],
  [1009, 'never'],
  [4001, 'never'],
  [4003, 'never'],
  [1008, 'late'],
  [4008, 'now'],
]);

export const afterClose = (code) => ASKED.get(code) ?? 'soon';

/** Whether the node itself is what is wrong, so that another one is the better try. */
export const isOfNode = (code) => [1001, 1011, 1012, 1013].includes(code);
