package chatnode.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private static final String[] ALGORITHMS = {"RSA", "EC", "Ed25519"};
  @TempDir static Path folder;

  /** Two pairs of each algorithm, written as certificate tools do. */
  @BeforeAll
  static void make() throws Exception {
    for (String algorithm : ALGORITHMS) {
      make(algorithm, "1");
      make(algorithm, "2");
    }
  }

  private static void make(String algorithm, String number) throws Exception {
    Path store = folder.resolve(algorithm + number + ".p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -alias node -keyalg "
                        + algorithm
                        + " -dname CN=localhost -storetype PKCS12 -storepass changeit -keystore "
                        + store)
                    .split(" "))
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes());
    assertThat(made.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    Key key = keys.getKey("node", "changeit".toCharArray());
    write(algorithm + number + ".crt", "CERTIFICATE", keys.getCertificate("node").getEncoded());
    write(algorithm + number + ".key", "PRIVATE KEY", key.getEncoded());
  }

  private static void write(String name, String what, byte[] der) throws Exception {
    String body = Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(der);
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what));
  }

  private static Credentials read(String certificate, String key) throws CertificateException {
    return Credentials.read(folder.resolve(certificate), folder.resolve(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void aPairOfAnyAlgorithmIsTaken(String algorithm) throws Exception {
    Credentials pair = read(algorithm + "1.crt", algorithm + "1.key");
    assertThat(pair.warnings(Instant.now())).isEmpty();
    assertThat(pair.options()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void halvesOfDifferentPairsAreRefused(String algorithm) {
    for (String other : ALGORITHMS) {
      assertThatThrownBy(() -> read(algorithm + "1.crt", other + "2.key"))
          .isInstanceOf(CertificateException.class)
          .hasMessageContaining("do not belong together")
          .hasMessageContaining(algorithm + "1.crt")
          .hasMessageContaining(other + "2.key");
    }
  }

  @Test
  void theFormsOfOlderToolsAreReadToo() throws Exception {
    byte[] rsa = Base64.getMimeDecoder().decode(body("RSA1.key"));
    write("old-rsa.key", "RSA PRIVATE KEY", Arrays.copyOfRange(rsa, 26, rsa.length));
    assertThat(read("RSA1.crt", "old-rsa.key").key().getAlgorithm()).isEqualTo("RSA");
    assertThatThrownBy(() -> read("RSA2.crt", "old-rsa.key"))
        .hasMessageContaining("do not belong together");
  }

  private static String body(String name) throws Exception {
    return Files.readString(folder.resolve(name)).replaceAll("-----[^-]*-----", "");
  }

  @Test
  void theKeysOwnCertificateComesFirst() throws Exception {
    ByteArrayOutputStream chain = new ByteArrayOutputStream();
    chain.write(Files.readAllBytes(folder.resolve("EC2.crt")));
    chain.write(Files.readAllBytes(folder.resolve("EC1.crt")));
    Files.write(folder.resolve("turned.crt"), chain.toByteArray());
    assertThatThrownBy(() -> read("turned.crt", "EC1.key")).hasMessageContaining("first");
    assertThat(read("turned.crt", "EC2.key").chain()).hasSize(2);
  }

  @Test
  void oneThatHasExpiredOrIsNotValidYetIsWarnedOf() throws Exception {
    Credentials pair = read("EC1.crt", "EC1.key");
    assertThat(pair.warnings(Instant.parse("2199-01-01T00:00:00Z")))
        .singleElement()
        .asString()
        .contains("expired");
    assertThat(pair.warnings(Instant.parse("1999-01-01T00:00:00Z")))
        .singleElement()
        .asString()
        .contains("not valid yet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "garbage", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"})
  void whatIsNoKeyOrNoCertificateIsASentence(String text) throws Exception {
    Files.writeString(folder.resolve("odd.pem"), text);
    assertThatThrownBy(() -> read("odd.pem", "EC1.key"))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("odd.pem");
    assertThatThrownBy(() -> read("EC1.crt", "odd.pem"))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("odd.pem");
    assertThatThrownBy(() -> read("EC1.crt", "missing.pem"))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("missing.pem");
  }
}
