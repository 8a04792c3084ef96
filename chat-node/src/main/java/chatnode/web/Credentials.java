package chatnode.web;

import io.vertx.core.net.KeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/** A key and the chain of its certificate, which have been seen to belong together. */
public record Credentials(List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] ANYTHING = "anything at all".getBytes();

  static Credentials read(Path certificates, Path keyFile) throws CertificateException {
    List<X509Certificate> chain = chain(certificates);
    PrivateKey key = PrivateKeys.read(keyFile, chain.get(0));
    if (!fits(key, chain.get(0))) {
      boolean isLater = chain.stream().anyMatch(each -> fits(key, each));
      throw new CertificateException(
          isLater
              ? certificates + " has the key's certificate behind others: it has to be the first."
              : "the certificate in "
                  + certificates
                  + " and the key in "
                  + keyFile
                  + " do not belong together.");
    }
    return new Credentials(chain, key);
  }

  private static List<X509Certificate> chain(Path file) throws CertificateException {
    try {
      List<X509Certificate> chain = new ArrayList<>();
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      factory
          .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
          .forEach(each -> chain.add((X509Certificate) each));
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (IOException e) {
      throw new CertificateException(file + " cannot be read: " + e.getMessage() + ".", e);
    } catch (CertificateException e) {
      throw new CertificateException(file + " is not a PEM certificate.", e);
    }
    throw new CertificateException(file + " has no certificate in it.");
  }

  /** Whatever the algorithm: what the key has signed is what the certificate's own would have. */
  private static boolean fits(PrivateKey key, X509Certificate certificate) {
    try {
      Signature signature = Signature.getInstance(PrivateKeys.signature(key));
      signature.initSign(key);
      signature.update(ANYTHING);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(ANYTHING);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // of another algorithm
    }
  }

  /** What clients may stumble over, though the server would not. */
  List<String> warnings(Instant now) {
    List<String> warnings = new ArrayList<>();
    Instant from = chain.get(0).getNotBefore().toInstant();
    Instant until = chain.get(0).getNotAfter().toInstant();
    if (until.isBefore(now)) {
      warnings.add("the certificate has expired: it was valid until " + until);
    } else if (from.isAfter(now)) {
      warnings.add("the certificate is not valid yet, but from " + from);
    }
    for (int i = 1; i < chain.size(); i++) {
      X509Certificate before = chain.get(i - 1);
      if (!before.getIssuerX500Principal().equals(chain.get(i).getSubjectX500Principal())) {
        warnings.add("certificate " + (i + 1) + " of the chain has not issued the one before it");
      }
    }
    return warnings;
  }

  KeyCertOptions options() throws CertificateException {
    try {
      char[] password = new char[0];
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("node", key, password, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, password);
      return KeyCertOptions.wrap(managers);
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException("the key cannot be used: " + e.getMessage(), e);
    }
  }
}
