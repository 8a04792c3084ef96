package chatnode.options;

import java.util.List;
import java.util.Locale;

/** The options as a document: a table under each heading. */
final class Page {

  static String of(List<Section> sections) {
    StringBuilder page = new StringBuilder();
    for (Section section : sections) {
      page.append("\n## ").append(section.heading()).append("\n\n");
      page.append("| option | default | range | |\n|---|---|---|---|\n");
      section.options().forEach(option -> page.append(row(option)));
    }
    return page.toString();
  }

  private static String row(Option option) {
    Setting setting = option.setting();
    String usual = option.isFlag() ? "off" : setting.shown();
    String standard = setting.standard();
    String shown = !usual.isEmpty() ? usual : standard.isEmpty() ? "none" : "`" + standard + "`";
    String formerly = setting.formerly().isEmpty() ? "" : ". Replaces `" + setting.formerly() + "`";
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %s |\n",
        option.name(),
        shown,
        option.range(),
        text(setting) + formerly);
  }

  private static String text(Setting setting) {
    return setting.text().replace("|", "\\|").replace("<", "&lt;");
  }

  private Page() {}
}
