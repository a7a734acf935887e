// Necklaces over steps. A cycle is a word up to rotation; the smallest rotation stands for it, and
// the algorithm of Fredricksen, Kessler and Maiorana walks exactly those words in order. Words are
// cut where two steps can not be neighbours in any critical cycle.
#include "gen/enumerate.h"

#include <algorithm>
#include <tuple>

#include "lang/test.h"

namespace litmus {
namespace {

bool links_program_order(const Edge& edge) { return !edge.communicates(); }

// Where `into` and `from` meet in an update, they are written as `canonical` writes them.
bool meet_in_update(const Edge& into, const Edge& from) {
  if (into.kind == Edge::Kind::Co || from.kind == Edge::Kind::Fr) return false;
  if (into.to == from.from) return true;
  if (from.depends()) return true;
  return into.kind == Edge::Kind::Rf && from.kind == Edge::Kind::Rf;
}

// Two communication edges in a row. Equal to one edge where they compose (co;co, rf;fr), and then
// the cycle is not critical; inside a thread they show what a machine does with its own stores.
bool compose_critically(const Edge& into, const Edge& from) {
  if (into.external == from.external) {
    if (from.kind == Edge::Kind::Rf) return into.external || into.kind != Edge::Kind::Rf;
    return into.external && into.kind == Edge::Kind::Fr &&
           from.kind == Edge::Kind::Co;  // CoWR only
  }
  return into.external || into.kind != Edge::Kind::Rf || from.kind == Edge::Kind::Rf;
}

// Whether a step whose access is `access` may leave by `from` after coming in by `into`.
bool neighbours(const Edge& into, const Access& access, const Edge& from) {
  if (access.update ? !meet_in_update(into, from) : into.to != from.from) return false;
  if (links_program_order(into) && links_program_order(from)) return false;
  if (into.communicates() && from.communicates()) return compose_critically(into, from);
  return true;
}

bool valid(const Step& step) {
  if (step.access.update) return valid_for_update(step.access.order);
  return step.edge.from == Direction::R ? valid_for_load(step.access.order)
                                        : valid_for_store(step.access.order);
}

std::vector<Step> alphabet(const Selection& selection) {
  std::vector<Step> steps;
  for (const Edge& edge : selection.edges) {
    for (Order order : selection.orders) {
      for (bool update : {false, true}) {
        Step step{{order, update}, edge};
        if (valid(step) && (selection.updates || !update)) steps.push_back(step);
      }
    }
  }
  auto stated = [](const Step& a, const Step& b) {
    return std::tie(a.edge, a.access.update, a.access.order) <
           std::tie(b.edge, b.access.update, b.access.order);
  };
  std::sort(steps.begin(), steps.end(), stated);
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  return steps;
}

// What must hold of the ring as a whole, once all neighbours agree.
bool is_critical_ring(const std::vector<Step>& steps) {
  int externals = 0, links = 0, moves = 0;
  bool fr_co = false;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Edge& edge = steps[i].edge;
    const Edge& next = steps[(i + 1) % steps.size()].edge;
    externals += edge.external;
    links += links_program_order(edge);
    moves += !edge.same_location;
    fr_co = fr_co || (edge.kind == Edge::Kind::Fr && next.kind == Edge::Kind::Co &&
                      edge.external == next.external);
  }
  if (moves == 0) {  // coherence: one step of program order against communication
    int inside = static_cast<int>(steps.size()) - externals - links;
    return links == 1 && (externals == 0 ? inside == 1 : externals == 2 && inside == 0);
  }
  return moves > 1 && moves == links && externals > 1 && !fr_co;
}

// At most one step of program order between two external edges.
bool is_critical_threadwise(const std::vector<Step>& steps) {
  auto external = [](const Step& step) { return step.edge.external; };
  auto first = std::find_if(steps.begin(), steps.end(), external);
  if (first == steps.end()) return true;
  auto offset = static_cast<std::size_t>(first - steps.begin());
  int links = 0;
  for (std::size_t k = 1; k <= steps.size(); ++k) {
    const Edge& edge = steps[(offset + k) % steps.size()].edge;
    links = edge.external ? 0 : links + links_program_order(edge);
    if (links > 1) return false;
  }
  return true;
}

class Necklaces {
 public:
  Necklaces(const Selection& selection, const std::function<bool(const Cycle&)>& visit)
      : selection_(selection),
        max_threads_(std::min(selection.max_threads, kMaxThreads)),
        visit_(visit),
        letters_(alphabet(selection)) {
    for (const Step& left : letters_) {
      std::vector<std::size_t>& after = successors_.emplace_back();
      for (std::size_t i = 0; i < letters_.size(); ++i) {
        const Step& right = letters_[i];
        if (neighbours(left.edge, right.access, right.edge)) after.push_back(i);
      }
    }
  }

  bool run() {
    for (int size = selection_.min_size; size <= selection_.max_size; ++size) {
      size_ = static_cast<std::size_t>(std::max(size, 1));
      word_.assign(size_, 0);
      steps_.steps.resize(size_);
      for (std::size_t first = 0; first < letters_.size(); ++first) {
        word_[0] = first;
        if (!extend(1, 1, letters_[first].edge.external)) return false;
      }
    }
    return true;
  }

 private:
  // word_[0..at) is a prefix of a necklace whose period is `period` so far.
  bool extend(std::size_t at, std::size_t period, int threads) {
    if (threads > max_threads_) return true;
    if (at == size_) return size_ % period != 0 || close();
    std::size_t repeated = word_[at - period];
    const std::vector<std::size_t>& after = successors_[word_[at - 1]];
    for (auto it = std::lower_bound(after.begin(), after.end(), repeated); it != after.end();
         ++it) {
      word_[at] = *it;
      bool external = letters_[*it].edge.external;
      if (!extend(at + 1, *it == repeated ? period : at + 1, threads + external)) return false;
    }
    return true;
  }

  bool close() {
    const std::vector<std::size_t>& after = successors_[word_.back()];
    if (!std::binary_search(after.begin(), after.end(), word_[0])) return true;
    for (std::size_t i = 0; i < size_; ++i) steps_.steps[i] = letters_[word_[i]];
    if (!is_critical_ring(steps_.steps) || !is_critical_threadwise(steps_.steps)) return true;
    return visit_(canonical(steps_));
  }

  const Selection& selection_;
  const int max_threads_;
  const std::function<bool(const Cycle&)>& visit_;
  std::vector<Step> letters_;
  std::vector<std::vector<std::size_t>> successors_;
  std::size_t size_ = 0;
  std::vector<std::size_t> word_;
  Cycle steps_;
};

constexpr Edge::Kind kCommunication[] = {Edge::Kind::Rf, Edge::Kind::Fr, Edge::Kind::Co};

template <typename Use>
void for_each_direction(Use use) {
  for (Direction from : {Direction::R, Direction::W}) {
    for (Direction to : {Direction::R, Direction::W}) use(from, to);
  }
}

}  // namespace

std::vector<Edge> basic_edges() {
  std::vector<Edge> edges;
  for (Edge::Kind kind : kCommunication) edges.push_back(communication(kind, true));
  for_each_direction([&](auto from, auto to) { edges.push_back(program_order(from, to)); });
  return edges;
}

std::vector<Edge> fence_edges(Order fence) {
  std::vector<Edge> edges;
  for_each_direction([&](auto from, auto to) { edges.push_back(fenced(fence, from, to)); });
  return edges;
}

std::vector<Edge> coherence_edges() {
  std::vector<Edge> edges;
  for_each_direction([&](auto from, auto to) { edges.push_back(program_order(from, to, true)); });
  return edges;
}

std::vector<Edge> internal_edges() {
  std::vector<Edge> edges;
  for (Edge::Kind kind : kCommunication) edges.push_back(communication(kind, false));
  return edges;
}

std::vector<Edge> dependency_edges() {
  return {dependency(Edge::Kind::Addr, Direction::R), dependency(Edge::Kind::Addr, Direction::W),
          dependency(Edge::Kind::Data, Direction::W), dependency(Edge::Kind::Ctrl, Direction::W)};
}

bool enumerate(const Selection& selection, const std::function<bool(const Cycle&)>& visit) {
  return Necklaces(selection, visit).run();
}

bool is_critical(const Cycle& cycle) {
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    if (!neighbours(cycle.edge_into(i), cycle.steps[i].access, cycle.edge_from(i))) return false;
  }
  return is_critical_ring(cycle.steps) && is_critical_threadwise(cycle.steps);
}

}  // namespace litmus
