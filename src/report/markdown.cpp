// Tested by markdown_test.cpp.
#include "report/markdown.h"

#include "report/record.h"

namespace litmus {

std::string markdown_text(std::string_view text) {
  std::string result;
  for (const char c : printable(text)) {
    if (c == '<') {
      result += "&lt;";
    } else if (c == '&') {
      result += "&amp;";
    } else {
      if (std::string_view("\\`*_[]|#~").find(c) != std::string_view::npos) result += '\\';
      result += c;
    }
  }
  return result;
}

std::string to_markdown(const Table& table) {
  std::string titles = "|", rule = "|";
  for (const TableColumn& column : table.columns) {
    titles += " " + markdown_text(column.title) + " |";
    rule += column.right ? " ---: |" : " --- |";
  }
  std::string page = titles + "\n" + rule + "\n";
  for (const std::vector<TableCell>& row : table.rows) {
    const bool heading = row.size() == 1 && table.columns.size() > 1;
    page += "|";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const std::string text = i < row.size() ? markdown_text(row[i].text) : "";
      page += (heading && i == 0 ? " **" + text + "** |" : " " + text + " |");
    }
    page += "\n";
  }
  return page;
}

}  // namespace litmus
