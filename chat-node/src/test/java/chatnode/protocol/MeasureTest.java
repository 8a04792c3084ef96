package chatnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasureTest {
  private static final Person KIM = new Person("~kim", "김");

  @Test
  void whatIsWrittenIsReadAgain() {
    Measure all = new Measure(Act.BAN, "방", "~ann", "192.0.2.0/24", 123, "say \"no\"\n", KIM);
    Measure least = new Measure(Act.NOTICE, null, null, null, Measure.FOR_GOOD, "", null);
    assertThat(Measure.of(all.draft("1"))).isEqualTo(all);
    assertThat(Measure.of(all.about("앤").draft("1"))).isEqualTo(all.about("앤"));
    assertThat(Measure.of(least.draft("1"))).isEqualTo(least);
  }

  @Test
  void whatANewerNodeMayWriteIsPassedOver() {
    assertThat(Measure.of(Draft.text(KIM, "1", "{\"act\":\"exile\"}"))).isNull();
    assertThat(Measure.of(Draft.text(KIM, "1", "{\"act\":\"ban\""))).isNull();
    assertThat(Measure.of(Draft.text(KIM, "1", "hello"))).isNull();
    assertThat(Measure.of(Draft.binary(KIM, "1", new byte[3]))).isNull();
    assertThat(Measure.of(Draft.text(KIM, "1", "{\"act\":\"kick\",\"colour\":[1]}"))).isNotNull();
  }
}
