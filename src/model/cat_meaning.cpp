// Definitions, then expressions, then names.
#include "model/cat_meaning.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/nearest.h"
#include "model/cat_library.h"

namespace litmus {
namespace {

constexpr int kMaxNodes = 4096;
constexpr int kMaxSteps = 200'000;
constexpr int kMaxDepth = 300;

// A name that means nothing here: what `try` catches.
class UnboundName : public Error {
 public:
  using Error::Error;
};

// One more on a counter for as long as it lives.
struct Deeper {
  explicit Deeper(int& counter) : depth(counter) { ++depth; }
  ~Deeper() { --depth; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;
  int& depth;
};

}  // namespace

CatMeaning::CatMeaning(CatGraph& graph) : graph_(graph) {
  for (int b = 0; b < kBases; ++b) {
    const Base base = static_cast<Base>(b);
    top_ = bind(top_, to_string(base), graph_.base(base));
  }
}

void CatMeaning::foresee(const CatText& text) {
  if (texts_.size() == 1) language_ = top_;
  texts_.push_back(&text);
}

const CatSource* CatMeaning::read(const CatSource* source) {
  return std::exchange(source_, source);
}

void CatMeaning::define(const std::vector<CatBinding>& bindings) { top_ = let(bindings, top_); }

void CatMeaning::define_recursively(const std::vector<CatBinding>& bindings) {
  top_ = let_rec(bindings, top_);
}

void CatMeaning::fail(Position at, std::string message, std::string hint) const {
  throw Error(place(at), std::move(message), std::move(hint));
}

const CatScope* CatMeaning::bind(const CatScope* outer, std::string_view name, int node) {
  graph_.name(node, name);
  scopes_.push_back({.outer = outer, .name = name, .node = node});
  return &scopes_.back();
}

// `and` defines at once: no body sees the other names.
const CatScope* CatMeaning::let(const std::vector<CatBinding>& bindings, const CatScope* scope) {
  const CatScope* extended = scope;
  for (const CatBinding& binding : bindings) {
    if (binding.parameters.empty()) {
      extended = bind(extended, binding.name, expression(binding.body, scope));
    } else {
      scopes_.push_back({extended, binding.name, -1, &binding, scope, source_});
      extended = &scopes_.back();
    }
  }
  return extended;
}

const CatScope* CatMeaning::let_rec(const std::vector<CatBinding>& bindings,
                                    const CatScope* scope) {
  for (const CatBinding& binding : bindings) {
    if (!binding.parameters.empty()) {
      fail(binding.at, fmt::format("'{}' is a recursive function", binding.name),
           "only sets and relations can be recursive");
    }
  }
  // What is a set and what a relation shows when the bodies are built with the variables empty.
  std::vector<bool> is_set(bindings.size());
  const CatScope* dry = scope;
  for (const CatBinding& binding : bindings) {
    scopes_.push_back({.outer = dry, .name = binding.name, .node = graph_.empty()});
    dry = &scopes_.back();
  }
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    int body = expression(bindings[i].body, dry);
    is_set[i] = graph_.at(body).is_set && !graph_.is_nothing(body);
  }

  int group = graph_.open_recursion(is_set);
  const CatScope* inner = scope;
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    inner = bind(inner, bindings[i].name, graph_.variable(group, i));
  }
  std::vector<int> bodies;
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    int body = expression(bindings[i].body, inner);
    body = is_set[i] ? graph_.as_set(body) : graph_.as_relation(body);
    if (graph_.at(body).is_set != is_set[i]) {
      fail(bindings[i].at,
           fmt::format("'{}' is a set in one place and a relation in another", bindings[i].name));
    }
    bodies.push_back(body);
  }
  int not_monotone = -1;
  std::vector<int> meanings = graph_.close_recursion(group, bodies, not_monotone);
  if (not_monotone >= 0) {
    fail(bindings[0].at,
         fmt::format("'{}' is taken away from something in its own definition", bindings[0].name),
         "a let rec is a least fixpoint: what it defines may not stand after '\\' or '~'");
  }
  const CatScope* extended = scope;
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    extended = bind(extended, bindings[i].name, meanings[i]);
  }
  return extended;
}

int CatMeaning::expression(const CatExpr& e, const CatScope* scope) {
  Deeper deeper(depth_);
  if (depth_ > kMaxDepth) {
    fail(e.at, fmt::format("nested more than {} levels deep, function calls included", kMaxDepth));
  }
  if (graph_.size() > kMaxNodes) {
    fail(e.at, fmt::format("a model of more than {} different expressions", kMaxNodes));
  }
  if (++steps_ > kMaxSteps) {
    fail(e.at, "this model takes too long to compile",
         "a function that calls another one twice doubles the work");
  }
  using Kind = CatExpr::Kind;
  switch (e.kind) {
    case Kind::Empty:
      return graph_.empty();
    case Kind::NoEvents:
      return graph_.no_events();
    case Kind::AllEvents:
      return graph_.all_events();
    case Kind::Name:
      return name(e, scope);
    case Kind::Apply:
      return apply(e, scope);
    case Kind::Identity:
      return graph_.identity(set(e.operands[0], scope, "[ ]"));
    case Kind::Inverse:
      return graph_.inverse(relation(e.operands[0], scope, "^-1"));
    case Kind::Plus:
      return graph_.plus(relation(e.operands[0], scope, "+"));
    case Kind::Star:
      return graph_.star(relation(e.operands[0], scope, "*"));
    case Kind::Optional:
      return graph_.optional(relation(e.operands[0], scope, "?"));
    case Kind::Complement:
      return complement(expression(e.operands[0], scope));
    case Kind::Product: {
      int from = set(e.operands[0], scope, "*");
      return graph_.product(from, set(e.operands[1], scope, "*"));
    }
    case Kind::Sequence: {
      std::vector<int> parts;
      parts.reserve(e.operands.size());
      for (const CatExpr& o : e.operands) parts.push_back(relation(o, scope, ";"));
      return graph_.sequence(std::move(parts));
    }
    case Kind::Union:
    case Kind::Intersection:
    case Kind::Difference:
      return boolean(e, scope);
    case Kind::Let:
      return expression(e.operands[0], let(e.bindings, scope));
    case Kind::LetRec:
      return expression(e.operands[0], let_rec(e.bindings, scope));
    case Kind::Try:
      return try_with(e, scope);
  }
  CHECK(false);
}

int CatMeaning::try_with(const CatExpr& e, const CatScope* scope) {
  const CatSource* source = source_;
  try {
    ++trying_;
    int node = expression(e.operands[0], scope);
    --trying_;
    return node;
  } catch (const UnboundName&) {
    --trying_;
    source_ = source;
    return expression(e.operands[1], scope);
  }
}

int CatMeaning::complement(int node) {
  if (graph_.at(node).is_set) return graph_.set_difference(graph_.all_events(), node);
  int everything = graph_.product(graph_.all_events(), graph_.all_events());
  return graph_.difference(everything, node);
}

// | & \ on sets or on relations, but not on both.
int CatMeaning::boolean(const CatExpr& e, const CatScope* scope) {
  std::vector<int> parts;
  parts.reserve(e.operands.size());
  int a_set = -1, a_relation = -1;  // operands that settle which it is: 0 and {} do not
  for (std::size_t i = 0; i < e.operands.size(); ++i) {
    parts.push_back(expression(e.operands[i], scope));
    if (graph_.is_nothing(parts[i])) continue;
    (graph_.at(parts[i]).is_set ? a_set : a_relation) = static_cast<int>(i);
  }
  if (a_set >= 0 && a_relation >= 0) {
    const char* symbol = e.kind == CatExpr::Kind::Union          ? "|"
                         : e.kind == CatExpr::Kind::Intersection ? "&"
                                                                 : "\\";
    fail(e.at, fmt::format("'{}' between a set and a relation", symbol),
         "[S] is a set as a relation, S * _ the pairs that begin in it");
  }
  bool sets = a_set >= 0 || (a_relation < 0 && parts[0] == graph_.no_events());
  for (int& part : parts) part = sets ? graph_.as_set(part) : graph_.as_relation(part);
  if (e.kind == CatExpr::Kind::Union) {
    return sets ? graph_.set_union(std::move(parts)) : graph_.unite(std::move(parts));
  }
  if (e.kind == CatExpr::Kind::Intersection) {
    return sets ? graph_.set_intersection(std::move(parts)) : graph_.intersection(std::move(parts));
  }
  int rest = parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) {
    rest = sets ? graph_.set_difference(rest, parts[i]) : graph_.difference(rest, parts[i]);
  }
  return rest;
}

int CatMeaning::set(const CatExpr& e, const CatScope* scope, std::string_view what) {
  int node = graph_.as_set(expression(e, scope));
  if (!graph_.at(node).is_set) {
    fail(e.at, fmt::format("'{}' needs a set, and this is a relation", what),
         "domain(r) and range(r) are the sets of its ends");
  }
  return node;
}

int CatMeaning::relation(const CatExpr& e, const CatScope* scope, std::string_view what) {
  int node = graph_.as_relation(expression(e, scope));
  if (graph_.at(node).is_set) {
    fail(e.at, fmt::format("'{}' needs a relation, and this is a set", what),
         "[S] is the set S as a relation");
  }
  return node;
}

const CatScope* CatMeaning::find(std::string_view name, const CatScope* scope) {
  while (scope != nullptr && !same(scope->name, name)) scope = scope->outer;
  return scope;
}

int CatMeaning::name(const CatExpr& e, const CatScope* scope) {
  if (const CatScope* bound = find(e.name, scope)) {
    if (bound->function == nullptr) return bound->node;
    fail(e.at, fmt::format("'{}' is a function: it needs its arguments", e.name));
  }
  if (known_set(e.name) != nullptr) return graph_.base_set(e.name);
  if (e.name == "domain" || e.name == "range") {
    fail(e.at, fmt::format("'{}' is a function: it needs its arguments", e.name));
  }
  unbound(e, scope);
}

int CatMeaning::apply(const CatExpr& e, const CatScope* scope) {
  const CatScope* bound = find(e.name, scope);
  if (bound == nullptr && (e.name == "domain" || e.name == "range")) {
    if (e.operands.size() != 1) arguments(e, 1);
    int of = relation(e.operands[0], scope, e.name);
    return e.name == "domain" ? graph_.domain(of) : graph_.range(of);
  }
  if (bound == nullptr && known_set(e.name) == nullptr) unbound(e, scope);
  if (bound == nullptr || bound->function == nullptr) {
    fail(e.operands[0].at, fmt::format("'{}' is not a function", e.name),
         "an operator is missing here, or the keyword of a new instruction");
  }
  const CatBinding& function = *bound->function;
  if (function.parameters.size() != e.operands.size()) arguments(e, function.parameters.size());
  const CatScope* inner = bound->definition;
  for (std::size_t i = 0; i < e.operands.size(); ++i) {
    int argument = expression(e.operands[i], scope);
    scopes_.push_back({.outer = inner, .name = function.parameters[i], .node = argument});
    inner = &scopes_.back();
  }
  const CatSource* caller = source_;
  source_ = bound->source;
  int result = expression(function.body, inner);
  source_ = caller;
  return result;
}

void CatMeaning::arguments(const CatExpr& e, std::size_t wanted) const {
  fail(e.at, fmt::format("'{}' takes {} argument{}, not {}", e.name, wanted, wanted == 1 ? "" : "s",
                         e.operands.size()));
}

bool CatMeaning::is_defined_further_on(std::string_view name) const {
  const auto binds = [&](const CatBinding& binding) { return binding.name == name; };
  for (const CatText* text : texts_) {
    for (const CatInstruction& instruction : text->instructions) {
      if (std::any_of(instruction.bindings.begin(), instruction.bindings.end(), binds)) return true;
    }
  }
  return false;
}

void CatMeaning::unbound(const CatExpr& e, const CatScope* scope) const {
  std::string hint;
  if (is_defined_further_on(e.name)) {
    hint = "it is defined further on; a definition that uses itself is a 'let rec'";
  } else if (trying_ == 0) {
    std::vector<std::string_view> names;
    std::ptrdiff_t own = 0;
    for (; scope != nullptr; scope = scope->outer) {
      if (scope == language_) own = std::ssize(names);
      names.push_back(scope->name);
    }
    std::reverse(names.begin(), names.end());
    // Of names that are equally near, the text's own come before those of the language.
    std::rotate(names.begin(), names.end() - own, names.end());
    for (const KnownSet& known : known_sets()) names.push_back(known.name);
    for (std::string_view function : {"domain", "range"}) names.push_back(function);
    hint = did_you_mean(e.name, names);
  }
  throw UnboundName(place(e.at), fmt::format("'{}' is not defined", e.name), hint);
}

}  // namespace litmus
