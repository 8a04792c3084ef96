package chatnode.who;

/** Whom a rule is about. */
public sealed interface Whom {
  Whom ANYONE = new Anyone();

  boolean includes(Principal who);

  record Anyone() implements Whom {
    @Override
    public boolean includes(Principal who) {
      return true;
    }
  }

  record Guests() implements Whom {
    @Override
    public boolean includes(Principal who) {
      return !who.isSignedIn();
    }
  }

  record SignedIn() implements Whom {
    @Override
    public boolean includes(Principal who) {
      return who.isSignedIn();
    }
  }

  record Role(String name) implements Whom {
    @Override
    public boolean includes(Principal who) {
      return who.roles().contains(name);
    }
  }

  record One(String id) implements Whom {
    @Override
    public boolean includes(Principal who) {
      return id.equals(who.id());
    }
  }
}
