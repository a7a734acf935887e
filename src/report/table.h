// Tables for people: columns aligned, fitted to the terminal.
//
// A column that `gives_way` is shortened when the table is too wide, and left out when little of it
// would remain. If that is not enough, columns stand closer, and then words are brief. A heading
// row begins a group of rows and spans all columns.
//
//     test        sc     tso        c++20
//     SB          never  sometimes  sometimes
//     MP+rel+acq  never  never      never
#pragma once

#include <string>
#include <vector>

#include "report/style.h"

namespace litmus {

struct TableCell {
  std::string text;
  Ink ink = Ink::Plain;
  std::string brief = {};  // stands for the text in a table that is too wide
};

struct TableColumn {
  std::string title;
  bool right = false;  // numbers stand to the right
  bool gives_way = false;
};

struct Table {
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableCell>> rows;  // a row of one cell in a table of several is a heading
  std::size_t gap = 2;                  // blanks between columns

  void heading(std::string text) { rows.push_back({TableCell{std::move(text), Ink::Bold}}); }
};

// How wide the table is where nothing limits it.
std::size_t width(const Table& table);

// The table's lines, titles first (unless all are empty), without blanks at their ends.
std::string to_string(const Table& table, const Style& style);

}  // namespace litmus
