// From a cat text to a compiled model: names are looked up, functions are put in where they are
// called, includes are read, and every expression becomes a node of the graph (cat_graph.h).
//
// Bounded throughout: depth, steps and nodes each have a limit that ends with a message.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <set>

#include "lang/nearest.h"
#include "model/cat.h"
#include "model/cat_graph.h"
#include "model/cat_library.h"
#include "model/cat_parser.h"

namespace litmus {
namespace {

constexpr int kMaxNodes = 4096;
constexpr int kMaxSteps = 200'000;
constexpr int kMaxDepth = 300;
constexpr int kMaxIncludes = 100;

// A name and what it stands for. Scopes are linked from the inside out, so that a function keeps
// the names it was defined among.
struct Scope {
  const Scope* outer = nullptr;
  std::string_view name;
  int node = -1;                         // a set or relation, or
  const CatBinding* function = nullptr;  // a function,
  const Scope* definition = nullptr;     // with the names it was defined among
  const CatSource* source = nullptr;     // and the text it stands in
};

// A name that means nothing here: what `try` catches.
class UnboundName : public Error {
 public:
  using Error::Error;
};

class Compiler {
 public:
  Compiler(std::string_view text, std::string_view file, const Resolver& resolver)
      : resolver_(resolver) {
    model_.name = file;
    for (int b = 0; b < kBases; ++b) {
      Base base = static_cast<Base>(b);
      scope_ = bind(scope_, to_string(base), graph_.base(base));
    }
    run("prelude", std::string(cat_prelude()));
    model_.title = run(std::string(file), std::string(text));
  }

  CatModel model() {
    model_.coherent = coherent();
    for (Check& check : model_.checks) add_bound(check);
    std::vector<int> roots;
    for (const Check& check : model_.checks) {
      roots.push_back(check.node);
      if (check.bound >= 0) roots.push_back(check.bound);
    }
    graph_.extract(roots, model_);
    std::size_t next = 0;
    for (Check& check : model_.checks) {
      check.node = roots[next++];
      if (check.bound >= 0) check.bound = roots[next++];
      check.level = model_.nodes[static_cast<std::size_t>(check.node)].level;
    }
    model_.architecture = architecture();
    return std::move(model_);
  }

 private:
  // --- texts and instructions ---

  std::string run(std::string file, std::string text) {
    sources_.push_back({std::move(file), std::move(text)});
    const CatSource* outer = source_;
    source_ = &sources_.back();
    texts_.push_back(parse_cat(*source_));
    const CatText& parsed = texts_.back();
    for (const CatInstruction& instruction : parsed.instructions) execute(instruction);
    source_ = outer;
    return parsed.title;
  }

  void execute(const CatInstruction& instruction) {
    switch (instruction.kind) {
      case CatInstruction::Kind::Let:
        scope_ = let(instruction.bindings, scope_);
        break;
      case CatInstruction::Kind::LetRec:
        scope_ = let_rec(instruction.bindings, scope_);
        break;
      case CatInstruction::Kind::Include:
        include(instruction);
        break;
      case CatInstruction::Kind::Check:
        check(instruction);
        break;
    }
  }

  // Every file once: a second include of the same one changes nothing.
  void include(const CatInstruction& instruction) {
    const std::string& name = instruction.include;
    if (!included_.insert(name).second) return;
    if (included_.size() > kMaxIncludes) {
      fail(instruction.at, fmt::format("more than {} included files", kMaxIncludes));
    }
    std::optional<std::string> text;
    if (resolver_ && !chooses_co(name)) text = resolver_(name);
    if (!text) {
      if (auto own = cat_library(name)) text = std::string(*own);
    }
    if (!text) {
      fail(instruction.at, fmt::format("there is no file \"{}\" to include", name),
           "included files stand beside the model, or come with litmus: cos.cat, filters.cat, "
           "x86fences.cat, ppcfences.cat, armfences.cat, aarch64fences.cat");
    }
    Deeper deeper(*this, instruction.at);
    run(name, *std::move(text));
  }

  void check(const CatInstruction& instruction) {
    Check check = instruction.check;
    check.place = place_in(*source_, instruction.at);
    check.node = expression(instruction.expr, scope_);
    const Node& node = graph_.at(check.node);
    constexpr std::string_view kWords[] = {"acyclic", "irreflexive", "empty"};
    std::string_view word = kWords[static_cast<int>(check.kind)];
    if (check.kind != Check::Kind::Empty) {
      check.node = graph_.as_relation(check.node);
      if (graph_.at(check.node).is_set) {
        fail(instruction.expr.at, fmt::format("'{}' asks of a relation, and this is a set", word));
      }
      // r+ has a pair (a, a) exactly if r has a cycle, and r shows which.
      if (node.op == Node::Op::Plus) {
        check.kind = Check::Kind::Acyclic;
        check.node = node.operands[0];
      }
    }
    if (check.name.empty()) check.name = fmt::format("{} {}", word, model_.checks.size() + 1);
    model_.checks.push_back(std::move(check));
  }

  void add_bound(Check& check) {
    if (check.role != Check::Role::Axiom || check.negated) return;
    int bound = graph_.growing_part(check.node);
    if (!graph_.is_nothing(bound) || bound == check.node) check.bound = bound;
  }

  // --- definitions ---

  const Scope* bind(const Scope* outer, std::string_view name, int node) {
    graph_.name(node, name);
    scopes_.push_back({.outer = outer, .name = name, .node = node});
    return &scopes_.back();
  }

  // `and` defines at once: no body sees the other names.
  const Scope* let(const std::vector<CatBinding>& bindings, const Scope* scope) {
    const Scope* extended = scope;
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

  const Scope* let_rec(const std::vector<CatBinding>& bindings, const Scope* scope) {
    for (const CatBinding& binding : bindings) {
      if (!binding.parameters.empty()) {
        fail(binding.at, fmt::format("'{}' is a recursive function", binding.name),
             "only sets and relations can be recursive");
      }
    }
    // What is a set and what a relation shows when the bodies are built with the variables empty.
    std::vector<bool> is_set(bindings.size());
    const Scope* dry = scope;
    for (const CatBinding& binding : bindings) {
      scopes_.push_back({.outer = dry, .name = binding.name, .node = graph_.empty()});
      dry = &scopes_.back();
    }
    for (std::size_t i = 0; i < bindings.size(); ++i) {
      int body = expression(bindings[i].body, dry);
      is_set[i] = graph_.at(body).is_set && !graph_.is_nothing(body);
    }

    int group = graph_.open_recursion(is_set);
    const Scope* inner = scope;
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
    const Scope* extended = scope;
    for (std::size_t i = 0; i < bindings.size(); ++i) {
      extended = bind(extended, bindings[i].name, meanings[i]);
    }
    return extended;
  }

  // --- expressions ---

  int expression(const CatExpr& e, const Scope* scope) {
    Deeper deeper(*this, e.at);
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

  int try_with(const CatExpr& e, const Scope* scope) {
    int depth = depth_;
    const CatSource* source = source_;
    try {
      return expression(e.operands[0], scope);
    } catch (const UnboundName&) {
      depth_ = depth;
      source_ = source;
      return expression(e.operands[1], scope);
    }
  }

  int complement(int node) {
    if (graph_.at(node).is_set) return graph_.set_difference(graph_.all_events(), node);
    int everything = graph_.product(graph_.all_events(), graph_.all_events());
    return graph_.difference(everything, node);
  }

  // | & \ on sets or on relations, but not on both.
  int boolean(const CatExpr& e, const Scope* scope) {
    std::vector<int> parts;
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
      return sets ? graph_.set_union(parts) : graph_.unite(parts);
    }
    if (e.kind == CatExpr::Kind::Intersection) {
      return sets ? graph_.set_intersection(parts) : graph_.intersection(parts);
    }
    int rest = parts[0];
    for (std::size_t i = 1; i < parts.size(); ++i) {
      rest = sets ? graph_.set_difference(rest, parts[i]) : graph_.difference(rest, parts[i]);
    }
    return rest;
  }

  int set(const CatExpr& e, const Scope* scope, std::string_view what) {
    int node = graph_.as_set(expression(e, scope));
    if (!graph_.at(node).is_set) {
      fail(e.at, fmt::format("'{}' needs a set, and this is a relation", what),
           "domain(r) and range(r) are the sets of its ends");
    }
    return node;
  }

  int relation(const CatExpr& e, const Scope* scope, std::string_view what) {
    int node = graph_.as_relation(expression(e, scope));
    if (graph_.at(node).is_set) {
      fail(e.at, fmt::format("'{}' needs a relation, and this is a set", what),
           "[S] is the set S as a relation");
    }
    return node;
  }

  // --- names ---

  const Scope* find(std::string_view name, const Scope* scope) const {
    while (scope != nullptr && scope->name != name) scope = scope->outer;
    return scope;
  }

  int name(const CatExpr& e, const Scope* scope) {
    if (const Scope* bound = find(e.name, scope)) {
      if (bound->function == nullptr) return bound->node;
      fail(e.at, fmt::format("'{}' is a function: it needs its arguments", e.name));
    }
    if (known_set(e.name) != nullptr) return graph_.base_set(e.name);
    if (e.name == "domain" || e.name == "range") {
      fail(e.at, fmt::format("'{}' is a function: it needs its arguments", e.name));
    }
    unbound(e, scope);
  }

  int apply(const CatExpr& e, const Scope* scope) {
    const Scope* bound = find(e.name, scope);
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
    const Scope* inner = bound->definition;
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

  [[noreturn]] void arguments(const CatExpr& e, std::size_t wanted) const {
    fail(e.at, fmt::format("'{}' takes {} argument{}, not {}", e.name, wanted,
                           wanted == 1 ? "" : "s", e.operands.size()));
  }

  [[noreturn]] void unbound(const CatExpr& e, const Scope* scope) const {
    std::vector<std::string_view> names;
    for (; scope != nullptr; scope = scope->outer) names.push_back(scope->name);
    std::reverse(names.begin(), names.end());
    for (const KnownSet& known : known_sets()) names.push_back(known.name);
    for (std::string_view function : {"domain", "range"}) names.push_back(function);
    throw UnboundName(place_in(*source_, e.at), fmt::format("'{}' is not defined", e.name),
                      is_defined_later(e.name)
                          ? "it is defined further on; a definition that uses itself is a 'let rec'"
                          : did_you_mean(e.name, names));
  }

  bool is_defined_later(std::string_view name) const {
    for (const CatText& text : texts_) {
      for (const CatInstruction& i : text.instructions) {
        for (const CatBinding& b : i.bindings) {
          if (b.name == name) return true;
        }
      }
    }
    return false;
  }

  // --- what the model as a whole is ---

  // The text's title decides, or else the first set that only one architecture has.
  std::optional<Architecture> architecture() const {
    if (titles_language(model_.title)) return std::nullopt;
    if (auto titled = architecture_of_title(model_.title)) return titled;
    for (const BaseSet& used : model_.sets) {
      if (auto told = known_set(used.name)->architecture) return told;
    }
    return std::nullopt;
  }

  // Either one acyclicity that holds po-loc, rf, co and fr, or (as languages have it) no way back
  // along po-loc through eco, and no update between itself and the write it reads.
  bool coherent() {
    int poloc = graph_.intersection({graph_.base(Base::Po), graph_.base(Base::Loc)});
    int com = graph_.unite({graph_.base(Base::Rf), graph_.base(Base::Co), graph_.base(Base::Fr)});
    int eco = graph_.plus(com);
    int along = graph_.sequence({poloc, eco});
    int update = graph_.sequence({graph_.base(Base::Rmw), eco});
    bool has_along = false, has_update = false;
    for (const Check& check : model_.checks) {
      if (check.negated || check.role != Check::Role::Axiom) continue;
      if (check.kind == Check::Kind::Empty) continue;
      int held = check.node;
      if (check.kind == Check::Kind::Acyclic) held = graph_.plus(held);
      if (check.kind == Check::Kind::Acyclic && graph_.contains(held, graph_.unite({poloc, com}))) {
        return true;
      }
      has_along = has_along || graph_.contains(held, along);
      has_update = has_update || graph_.contains(held, update);
    }
    return has_along && has_update;
  }

  // --- errors ---

  [[noreturn]] void fail(Position at, std::string message, std::string hint = "") const {
    throw Error(place_in(*source_, at), std::move(message), std::move(hint));
  }

  struct Deeper {
    Deeper(Compiler& c, Position at) : compiler(c) {
      if (++compiler.depth_ > kMaxDepth) {
        compiler.fail(
            at, fmt::format("nested more than {} levels deep, function calls included", kMaxDepth));
      }
    }
    ~Deeper() { --compiler.depth_; }
    Deeper(const Deeper&) = delete;
    Compiler& compiler;
  };

  const Resolver& resolver_;
  CatModel model_;
  CatGraph graph_;
  std::deque<CatSource> sources_;
  std::deque<CatText> texts_;
  std::deque<Scope> scopes_;
  std::set<std::string> included_;
  const Scope* scope_ = nullptr;
  const CatSource* source_ = nullptr;
  int depth_ = 0;
  int steps_ = 0;
};

}  // namespace

CatModel compile_cat(std::string_view text, std::string_view file, const Resolver& resolver) {
  return Compiler(text, file, resolver).model();
}

}  // namespace litmus
