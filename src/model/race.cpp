// Finds the race check of a model and how it behaves; see race.h. Tested by implied_test.cpp.
#include "model/race.h"

#include <vector>

namespace litmus {
namespace {

// How a node answers to more rf, co and fr.
struct Trend {
  bool grows = true, shrinks = true;  // both: it stays as it is
};

class Trends {
 public:
  explicit Trends(const CatModel& model) {
    for (std::size_t i = 0; i < model.nodes.size(); ++i) trends_.push_back(trend(model.nodes[i]));
  }
  Trend of(int node) const { return trends_[static_cast<std::size_t>(node)]; }

 private:
  Trend trend(const Node& node) const {
    using Op = Node::Op;
    if (node.level == Level::Static) return {};
    switch (node.op) {
      case Op::BaseRelation: return {.grows = true, .shrinks = false};
      case Op::BaseSet: return {.grows = false, .shrinks = false};
      case Op::Recursive: return {.grows = node.grows, .shrinks = false};
      case Op::Difference:
      case Op::SetDifference: {
        Trend a = of(node.operands[0]), b = of(node.operands[1]);
        return {.grows = a.grows && b.shrinks, .shrinks = a.shrinks && b.grows};
      }
      default: break;
    }
    Trend all;
    for (int operand : node.operands) {
      Trend t = of(operand);
      all.grows = all.grows && t.grows;
      all.shrinks = all.shrinks && t.shrinks;
    }
    return all;
  }

  std::vector<Trend> trends_;  // of the nodes before the one at hand
};

}  // namespace

bool only_shrinks(const CatModel& model, int node) { return Trends(model).of(node).shrinks; }

std::optional<RaceCheck> race_check(const CatModel& model) {
  for (const Check& check : model.checks) {
    bool named = check.role == Check::Role::Flag && check.name.find("race") != std::string::npos;
    if (!named && check.role != Check::Role::UndefinedUnless) continue;
    // A flag must hold, `undefined_unless` must fail, to be raised: either way by its pairs being
    // there, if it is told by emptiness.
    bool by_pairs = check.kind == Check::Kind::Empty &&
                    check.negated == (check.role == Check::Role::Flag);
    return RaceCheck{.check = &check, .by_pairs = by_pairs};
  }
  return std::nullopt;
}

std::vector<const Check*> other_flags(const CatModel& model) {
  const std::optional<RaceCheck> race = race_check(model);
  std::vector<const Check*> flags;
  for (const Check& check : model.checks) {
    const bool is_race = race && race->check == &check;
    if (check.role == Check::Role::Flag && !is_race) flags.push_back(&check);
  }
  return flags;
}

bool races_only_shrink(const CatModel& model) {
  const std::optional<RaceCheck> race = race_check(model);
  return race && race->by_pairs && only_shrinks(model, race->check->node);
}

}  // namespace litmus
