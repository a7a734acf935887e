// The table of built-in models.
#include "model/builtin.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "lang/nearest.h"

namespace litmus {
namespace {

constexpr std::array kModels = std::to_array<Builtin>({
    {"sc", "models/sc.cat", "", "sequential consistency: one step at a time"},
    {"tso", "models/tso.cat", "x86 x86-tso x86-64 x86_64 amd64", "x86: store buffers"},
    {"armv8", "models/armv8.cat", "arm arm64 arm8 aarch64", "Arm: weak, multi-copy atomic"},
    {"riscv", "models/riscv.cat", "risc-v rvwmo rv64", "RISC-V: weak, multi-copy atomic"},
    {"power", "models/power.cat", "ppc ppc64 powerpc", "POWER: weak, not multi-copy atomic"},
    {"rc11", "models/rc11.cat", "", "C11 as repaired in 2017; no load buffering"},
    {"c++20", "models/c++20.cat", "cpp20 c++ cpp c20 c", "the language C++ programmers write in"},
});

std::string lower(std::string_view word) {
  std::string text(word);
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool has_alias(const Builtin& model, std::string_view name) {
  std::string_view rest = model.aliases;
  while (!rest.empty()) {
    std::string_view alias = rest.substr(0, rest.find(' '));
    if (alias == name) return true;
    rest.remove_prefix(std::min(rest.size(), alias.size() + 1));
  }
  return false;
}

}  // namespace

std::span<const Builtin> builtin_models() { return kModels; }

const Builtin* find_builtin(std::string_view name) {
  std::string wanted = lower(name);
  auto found = std::find_if(kModels.begin(), kModels.end(), [&](const Builtin& model) {
    return model.name == wanted || has_alias(model, wanted);
  });
  return found == kModels.end() ? nullptr : &*found;
}

CatModel builtin_model(std::string_view name, const Resolver& texts) {
  const Builtin* found = find_builtin(name);
  if (found == nullptr) {
    std::vector<std::string_view> names;
    for (const Builtin& model : kModels) names.push_back(model.name);
    throw Error(fmt::format("there is no model '{}'", name),
                did_you_mean(name, names,
                             fmt::format("the models are {}, and any file that ends in .cat",
                                         fmt::join(names, ", "))));
  }
  std::optional<std::string> text = texts(found->path);
  CHECK(text.has_value());
  CatModel model = compile_cat(*text, found->path, texts);
  model.name = found->name;
  return model;
}

}  // namespace litmus
