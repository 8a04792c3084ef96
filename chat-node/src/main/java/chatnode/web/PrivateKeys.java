package chatnode.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.X509KeyManager;

/** Private keys as certificate tools write them: PKCS#8, and the older forms of RSA and EC. */
final class PrivateKeys {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (RSA |EC |)PRIVATE KEY-----([^-]+)-----END \\1PRIVATE KEY-----");

  /** Names of keys, and what signs with them. */
  private static final Map<String, String> ALGORITHMS =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  static PrivateKey read(Path file, Certificate own) throws CertificateException {
    try {
      Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      if (!pem.find()) {
        throw new CertificateException(file + " has no unencrypted PEM private key in it.");
      }
      return pem.group(1).isEmpty()
          ? pkcs8(Base64.getMimeDecoder().decode(pem.group(2)))
          : older(pem.group(), own);
    } catch (IOException e) {
      throw new CertificateException(file + " cannot be read: " + e.getMessage() + ".", e);
    } catch (CertificateException e) {
      throw e;
    } catch (Exception e) { // Vert.x throws whatever it likes
      throw new CertificateException(file + " is not a PEM private key.", e);
    }
  }

  private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
    for (String algorithm : ALGORITHMS.keySet()) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        // of another algorithm
      }
    }
    throw new GeneralSecurityException("no RSA, EC or EdDSA key");
  }

  /** Vert.x reads these, and wants a certificate to go with them. */
  private static PrivateKey older(String pem, Certificate own) throws Exception {
    String certificate =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(own.getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    PemKeyCertOptions options =
        new PemKeyCertOptions()
            .setKeyValue(Buffer.buffer(pem))
            .setCertValue(Buffer.buffer(certificate));
    String alias = options.loadKeyStore(null).aliases().nextElement();
    X509KeyManager manager =
        (X509KeyManager) options.getKeyManagerFactory(null).getKeyManagers()[0];
    return manager.getPrivateKey(alias);
  }

  /** The algorithm that signs with such a key. */
  static String signature(PrivateKey key) {
    return ALGORITHMS.getOrDefault(key.getAlgorithm(), key.getAlgorithm());
  }

  private PrivateKeys() {}
}
