// Tables fitted to a width. Tested by table_test.cpp.
#include "report/table.h"

#include <algorithm>

#include "harness/error.h"

namespace litmus {
namespace {

constexpr std::size_t kLeastWidth = 20;  // a column that gives way is not worth less

bool is_heading(const Table& table, const std::vector<TableCell>& row) {
  return row.size() == 1 && table.columns.size() > 1;
}

std::vector<std::size_t> natural_widths(const Table& table) {
  std::vector<std::size_t> widths;
  for (const TableColumn& column : table.columns) widths.push_back(columns_of(column.title));
  for (const auto& row : table.rows) {
    if (is_heading(table, row)) continue;
    CHECK(row.size() == table.columns.size());
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], columns_of(row[i].text));
  }
  return widths;
}

std::size_t total_width(const std::vector<std::size_t>& widths, std::size_t gap) {
  std::size_t total = 0;
  for (const std::size_t width : widths) {
    if (width > 0) total += width + (total > 0 ? gap : 0);
  }
  return total;
}

// The width of each column; 0 for one that is left out.
std::vector<std::size_t> fitted_widths(const Table& table, const Style& style) {
  std::vector<std::size_t> widths = natural_widths(table);
  if (style.width <= 0) return widths;
  const auto room = static_cast<std::size_t>(style.width);
  for (std::size_t i = widths.size(); i-- > 0;) {
    const std::size_t total = total_width(widths, table.gap);
    if (total <= room) break;
    if (!table.columns[i].gives_way) continue;
    const std::size_t excess = total - room;
    widths[i] = widths[i] >= excess + kLeastWidth ? widths[i] - excess : 0;
  }
  return widths;
}

std::string line(const Table& table, const std::vector<TableCell>& row,
                 const std::vector<std::size_t>& widths, const Style& style) {
  std::string text;
  std::size_t pending = 0;  // blanks owed before the next visible text
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (widths[i] == 0) continue;
    const std::string cell = shortened(row[i].text, widths[i]);
    const std::size_t padding = widths[i] - columns_of(cell);
    const bool right = table.columns[i].right;
    if (right) pending += padding;
    if (!cell.empty()) {
      text.append(pending, ' ');
      text += paint(cell, row[i].ink, style);
      pending = 0;
    }
    pending += table.gap + (right ? 0 : padding);
  }
  return text + "\n";
}

void be_brief(Table& table) {
  for (auto& row : table.rows) {
    for (TableCell& cell : row) {
      if (!cell.brief.empty()) cell.text = cell.brief;
    }
  }
}

}  // namespace

std::size_t width(const Table& table) { return total_width(natural_widths(table), table.gap); }

std::string to_string(const Table& wished, const Style& style) {
  Table table = wished;
  std::vector<std::size_t> widths = fitted_widths(table, style);
  const auto is_too_wide = [&] {
    return style.width > 0 &&
           total_width(widths, table.gap) > static_cast<std::size_t>(style.width);
  };
  if (is_too_wide()) {
    table.gap = 1;
    widths = fitted_widths(table, style);
  }
  if (is_too_wide()) {
    be_brief(table);
    widths = fitted_widths(table, style);
  }
  std::string text;
  std::vector<TableCell> titles;
  for (const TableColumn& column : table.columns) titles.push_back({column.title, Ink::Faint});
  const std::string title_line = line(table, titles, widths, style);
  if (title_line != "\n") text += title_line;
  for (const auto& row : table.rows) {
    if (is_heading(table, row)) {
      if (!text.empty()) text += "\n";
      text += paint(row[0].text, row[0].ink, style) + "\n";
    } else {
      text += line(table, row, widths, style);
    }
  }
  return text;
}

}  // namespace litmus
