package chatnode.presence;

import chatnode.protocol.Person;

/** What someone on a loop did. */
record Step(What what, String room, Person person) {
  enum What {
    ENTER,
    LEAVE,
    RENAME,
    TYPE
  }
}
