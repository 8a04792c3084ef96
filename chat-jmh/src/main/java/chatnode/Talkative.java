package chatnode;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.UUID;

/** Twenty people who say as much as people do: some 50 characters, no two messages the same. */
public final class Talkative {
  /** When all of it is said; epoch milliseconds. */
  public static final long AT = 1_800_000_000_000L;

  private static final int PEOPLE = 20;
  private static final int WORDS = 9;
  private static final String CONSONANTS = "bdfghklmnprstvz";
  private static final String VOWELS = "aeiou";

  private final Random random = new Random(1);
  private final List<Person> people = new ArrayList<>();

  public Talkative() {
    for (int i = 0; i < PEOPLE; i++) {
      people.add(new Person(id().substring(0, 22), "person " + i));
    }
  }

  /** What they say next, one after another. */
  public List<Draft> drafts(int count) {
    List<Draft> drafts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      drafts.add(Draft.text(people.get(i % PEOPLE), id(), text()));
    }
    return drafts;
  }

  /** The same with numbers from 1 on. */
  public List<Entry> entries(int count) {
    List<Entry> entries = new ArrayList<>(count);
    for (Draft draft : drafts(count)) {
      entries.add(new Entry(entries.size() + 1L, AT, draft));
    }
    return entries;
  }

  public String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  public String text() {
    StringJoiner text = new StringJoiner(" ");
    for (int i = 0; i < WORDS; i++) {
      text.add(word(1 + random.nextInt(3)));
    }
    return text.toString();
  }

  private String word(int syllables) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
      word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    return word.toString();
  }
}
