// Names of the parts of a compiled model, and the model as text.
#include "model/cat.h"

#include <fmt/format.h>

namespace litmus {

std::string_view to_string(Base base) {
  constexpr std::string_view kNames[] = {"po",   "loc", "int", "ext", "addr", "data",
                                         "ctrl", "rmw", "amo", "rf",  "co",   "fr"};
  return kNames[static_cast<std::size_t>(base)];
}

Level level_of(Base base) {
  if (base == Base::Rf) return Level::Rf;
  return base == Base::Co || base == Base::Fr ? Level::Co : Level::Static;
}

namespace {

std::string_view to_string(Node::Op op) {
  constexpr std::string_view kNames[] = {"no-events",
                                         "all-events",
                                         "set",
                                         "domain",
                                         "range",
                                         "set-union",
                                         "set-intersection",
                                         "set-difference",
                                         "empty",
                                         "base",
                                         "identity",
                                         "product",
                                         "union",
                                         "intersection",
                                         "difference",
                                         "sequence",
                                         "restrict-domain",
                                         "restrict-range",
                                         "inverse",
                                         "plus",
                                         "star",
                                         "optional",
                                         "recursive"};
  return kNames[static_cast<std::size_t>(op)];
}

std::string_view to_string(Level level) {
  constexpr std::string_view kNames[] = {"static", "rf", "co"};
  return kNames[static_cast<std::size_t>(level)];
}

std::string to_string(const Check& check) {
  constexpr std::string_view kKinds[] = {"acyclic", "irreflexive", "empty"};
  constexpr std::string_view kRoles[] = {"", "flag ", "undefined_unless "};
  std::string text = fmt::format(
      "{}{}{} {} as {}", kRoles[static_cast<std::size_t>(check.role)], check.negated ? "~" : "",
      kKinds[static_cast<std::size_t>(check.kind)], check.node, check.name);
  if (check.bound >= 0 && !check.monotone()) text += fmt::format(", at least {}", check.bound);
  return text;
}

}  // namespace

std::string to_string(const CatModel& model) {
  std::string text;
  for (std::size_t i = 0; i < model.nodes.size(); ++i) {
    const Node& node = model.nodes[i];
    text += fmt::format("{} {} {}", i, to_string(node.level), to_string(node.op));
    for (int o : node.operands) text += fmt::format(" {}", o);
    if (!node.name.empty()) text += fmt::format(" ({})", node.name);
    text += '\n';
  }
  for (const Check& check : model.checks) text += to_string(check) + '\n';
  return text;
}

}  // namespace litmus
