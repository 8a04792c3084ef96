/** Time as the page has it; tests bring their own. `after` answers how to call it off. */
export const clock = {
  now: () => Date.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};
