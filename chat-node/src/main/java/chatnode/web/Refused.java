package chatnode.web;

/** Why a request is not let in, in a sentence; {@code status} is what the client gets. */
record Refused(int status, String sentence) {}
