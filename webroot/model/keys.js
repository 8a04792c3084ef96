/** The same for a message however often it comes, in whatever numbering. */
export function keyOf({ from, id }) {
  return `${from.id}/${id}`;
}

/** How a message is named by another that answers or changes it. */
export const referenceTo = ({ from, id }) => ({ from: from.id, id });

/** The key of the message that is named so. */
export const keyOfReference = ({ from, id }) => keyOf({ from: { id: from }, id });
