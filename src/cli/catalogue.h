// The catalogue: the tests and suites that are part of the program.
//
// A test's family is the folder it stands in; its name is the name of its file.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace litmus {

struct CatalogueTest {
  std::string_view name;    // "MP+rel+acq"
  std::string_view family;  // "message-passing"
  std::string_view path;    // below litmus/: "message-passing/MP+rel+acq.litmus"
  std::string_view text;
};

// By family, and in a family by name.
const std::vector<CatalogueTest>& catalogue();

const CatalogueTest* find_in_catalogue(std::string_view name);

std::vector<std::string_view> family_names();

// A suite is a list of names: "classic" is litmus/suites/classic.suite.
std::vector<std::string_view> suite_names();
std::optional<std::string_view> suite_text(std::string_view name);

}  // namespace litmus
