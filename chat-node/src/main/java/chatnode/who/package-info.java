/**
 * Who somebody is and what he may: guests, people who are signed in elsewhere, the rules, and what
 * was done about somebody. Knows nothing of how rooms work or of how anybody came in; asked by
 * {@code room.Visitor} and by the doors of the ways in. Start reading at {@link chatnode.who.Who},
 * then {@link chatnode.who.Tokens} and {@link chatnode.who.Rules}.
 */
package chatnode.who;
