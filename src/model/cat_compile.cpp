// From a cat text to a compiled model: includes are read, checks become nodes and bounds, and what
// they need is taken out of the graph. What expressions mean is cat_meaning.h's.
#include <fmt/format.h>

#include <deque>
#include <set>

#include "model/cat.h"
#include "model/cat_graph.h"
#include "model/cat_library.h"
#include "model/cat_meaning.h"
#include "model/cat_parser.h"

namespace litmus {
namespace {

constexpr int kMaxIncludes = 100;

// How many nodes can change between two executions of one program; a fixpoint counts for many.
int cost_of(int node, const CatModel& model) {
  std::vector<bool> seen(model.nodes.size());
  std::vector<int> todo{node};
  int cost = 0;
  while (!todo.empty()) {
    const auto at = static_cast<std::size_t>(todo.back());
    todo.pop_back();
    const Node& needed = model.nodes[at];
    if (seen[at] || needed.level == Level::Static) continue;
    seen[at] = true;
    cost += needed.op == Node::Op::Recursive ? 100 : 1;
    todo.insert(todo.end(), needed.operands.begin(), needed.operands.end());
  }
  return cost;
}

class Compiler {
 public:
  Compiler(std::string_view text, std::string_view file, const Resolver& resolver)
      : resolver_(resolver) {
    model_.name = file;
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
      check.cost = cost_of(check.node, model_);
      if (check.bound >= 0) check.bound_cost = cost_of(check.bound, model_);
      check.level = model_.nodes[static_cast<std::size_t>(check.node)].level;
    }
    model_.architecture = architecture();
    return std::move(model_);
  }

 private:
  std::string run(std::string file, std::string text) {
    sources_.push_back({std::move(file), std::move(text)});
    texts_.push_back(parse_cat(sources_.back()));
    const CatText& parsed = texts_.back();
    meaning_.foresee(parsed);
    const CatSource* outer = meaning_.read(&sources_.back());
    for (const CatInstruction& instruction : parsed.instructions) execute(instruction);
    meaning_.read(outer);
    return parsed.title;
  }

  void execute(const CatInstruction& instruction) {
    switch (instruction.kind) {
      case CatInstruction::Kind::Let:
        meaning_.define(instruction.bindings);
        break;
      case CatInstruction::Kind::LetRec:
        meaning_.define_recursively(instruction.bindings);
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
      meaning_.fail(instruction.at, fmt::format("more than {} included files", kMaxIncludes));
    }
    std::optional<std::string> text;
    if (resolver_ && !chooses_co(name)) text = resolver_(name);
    if (!text) {
      if (auto own = cat_library(name)) text = std::string(*own);
    }
    if (!text) {
      meaning_.fail(
          instruction.at, fmt::format("there is no file \"{}\" to include", name),
          "included files stand beside the model, or come with litmus: cos.cat, filters.cat, "
          "x86fences.cat, ppcfences.cat, armfences.cat, aarch64fences.cat");
    }
    run(name, *std::move(text));
  }

  void check(const CatInstruction& instruction) {
    Check check = instruction.check;
    check.place = meaning_.place(instruction.at);
    check.node = meaning_.node_of(instruction.expr);
    const Node& node = graph_.at(check.node);
    constexpr std::string_view kWords[] = {"acyclic", "irreflexive", "empty"};
    std::string_view word = kWords[static_cast<int>(check.kind)];
    if (check.kind != Check::Kind::Empty) {
      check.node = graph_.as_relation(check.node);
      if (graph_.at(check.node).is_set) {
        meaning_.fail(instruction.expr.at,
                      fmt::format("'{}' asks of a relation, and this is a set", word));
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

  const Resolver& resolver_;
  CatModel model_;
  CatGraph graph_;
  CatMeaning meaning_{graph_};
  std::deque<CatSource> sources_;
  std::deque<CatText> texts_;
  std::set<std::string> included_;
};

}  // namespace

CatModel compile_cat(std::string_view text, std::string_view file, const Resolver& resolver) {
  return Compiler(text, file, resolver).model();
}

}  // namespace litmus
