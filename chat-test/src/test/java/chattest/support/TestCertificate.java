package chattest.support;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A certificate for localhost that nobody else trusts, and its key, as PEM files. */
public record TestCertificate(Certificate certificate, SSLContext context) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** Writes {@code cert.pem} and {@code key.pem}, in place of those that are there. */
  public static TestCertificate write(Path folder) {
    return write(folder, "EC");
  }

  /** The same with a key of this algorithm. */
  public static TestCertificate write(Path folder, String algorithm) {
    try {
      Path store = folder.resolve("store.p12");
      Files.deleteIfExists(store);
      String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
      new ProcessBuilder(
              keytool,
              "-genkeypair",
              "-alias",
              "node",
              "-keyalg",
              algorithm,
              "-dname",
              "CN=localhost",
              "-ext",
              "san=dns:localhost,ip:127.0.0.1",
              "-storetype",
              "PKCS12",
              "-storepass",
              new String(PASSWORD),
              "-keystore",
              store.toString())
          .redirectErrorStream(true)
          .start()
          .waitFor();
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD);
      }
      Certificate certificate = keys.getCertificate("node");
      replace(folder.resolve("key.pem"), "PRIVATE KEY", keys.getKey("node", PASSWORD).getEncoded());
      replace(folder.resolve("cert.pem"), "CERTIFICATE", certificate.getEncoded());
      return new TestCertificate(certificate, trusting(certificate));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** As certificate tools do: the new file takes the place of the old one in one step. */
  private static void replace(Path file, String what, byte[] der) throws Exception {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    String body = Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(der);
    Files.writeString(
        fresh, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static SSLContext trusting(Certificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("node", certificate);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /** What a server on this port shows, trusted or not. */
  public static Certificate servedAt(int port) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anyone()}, null);
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket.getSession().getPeerCertificates()[0];
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
