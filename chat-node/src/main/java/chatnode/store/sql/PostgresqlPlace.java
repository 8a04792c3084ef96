package chatnode.store.sql;

import chatnode.store.StoreProblem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * Where a PostgreSQL is, as {@code --store} says it: {@code
 * postgresql://user@host:port/database?name=value}. Several hosts may be named, divided by commas;
 * what follows the question mark is for the driver, {@code sslmode} and {@code sslrootcert} above
 * all: https://jdbc.postgresql.org/documentation/use/.
 *
 * @param name for operators: neither a password nor a parameter is in it
 */
record PostgresqlPlace(String name, String url, Properties properties) {
  private static final String FORM =
      ": it has to be postgresql://user@host:port/database, and the password in CHAT_STORE_PASSWORD"
          + " or in the file that --store-password-file names";

  static PostgresqlPlace of(String text, String password) throws StoreProblem {
    try {
      URI uri = new URI(text);
      String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
      int at = authority.lastIndexOf('@');
      String hosts = authority.substring(at + 1);
      String path = uri.getRawPath();
      if (hosts.isEmpty() || path.length() < 2 || authority.lastIndexOf(':', at) >= 0 && at > 0) {
        throw new StoreProblem("--store " + withoutPassword(text) + FORM);
      }
      Properties properties = parameters(uri.getRawQuery());
      if (at > 0) {
        properties.setProperty("user", decoded(authority.substring(0, at)));
      }
      if (password != null) {
        properties.setProperty("password", password);
      }
      String name = "postgresql://" + authority + path;
      return new PostgresqlPlace(name, "jdbc:postgresql://" + hosts + path, properties);
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new StoreProblem("--store " + withoutPassword(text) + FORM, e);
    }
  }

  /** The same, for a program that the server shall know by another name than a node's. */
  PostgresqlPlace as(String program) {
    Properties other = new Properties();
    other.putAll(properties);
    other.setProperty("ApplicationName", program);
    return new PostgresqlPlace(name, url, other);
  }

  private static Properties parameters(String query) {
    Properties properties = new Properties();
    for (String each : query == null ? new String[0] : query.split("&")) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(each);
      }
      properties.setProperty(
          decoded(each.substring(0, equals)), decoded(each.substring(equals + 1)));
    }
    return properties;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String withoutPassword(String text) {
    return text.replaceFirst("//([^/@:]*):[^/@]*@", "//$1:...@");
  }
}
