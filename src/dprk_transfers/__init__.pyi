# Every public name and where it lives, once: type checkers read it as any stub, and the package
# reads it to load a name from its home when that name is first used.

from dprk_transfers.casebook import load_casebook as load_casebook
from dprk_transfers.exceptions import DatasetError as DatasetError
from dprk_transfers.exceptions import DprkTransfersError as DprkTransfersError
from dprk_transfers.exceptions import Fault as Fault
from dprk_transfers.exceptions import FaultError as FaultError
from dprk_transfers.exceptions import InvalidRecordError as InvalidRecordError
from dprk_transfers.exceptions import UnreadableError as UnreadableError
from dprk_transfers.formats import Limits as Limits
from dprk_transfers.formats import dump_dataset as dump_dataset
from dprk_transfers.formats import iter_claims as iter_claims
from dprk_transfers.formats import load_dataset as load_dataset
from dprk_transfers.model import Aspect as Aspect
from dprk_transfers.model import Basis as Basis
from dprk_transfers.model import Claim as Claim
from dprk_transfers.model import Dataset as Dataset
from dprk_transfers.model import Designation as Designation
from dprk_transfers.model import Document as Document
from dprk_transfers.model import Evidence as Evidence
from dprk_transfers.model import Item as Item
from dprk_transfers.model import Likelihood as Likelihood
from dprk_transfers.model import Location as Location
from dprk_transfers.model import LocationIds as LocationIds
from dprk_transfers.model import LocationKind as LocationKind
from dprk_transfers.model import Measure as Measure
from dprk_transfers.model import Mode as Mode
from dprk_transfers.model import Names as Names
from dprk_transfers.model import Quantity as Quantity
from dprk_transfers.model import Question as Question
from dprk_transfers.model import Reliability as Reliability
from dprk_transfers.model import Shipment as Shipment
from dprk_transfers.model import ShipmentKind as ShipmentKind
from dprk_transfers.model import Source as Source
from dprk_transfers.model import SourceKind as SourceKind
from dprk_transfers.model import Stance as Stance
from dprk_transfers.model import Vessel as Vessel
from dprk_transfers.model import VesselKind as VesselKind
from dprk_transfers.model import select as select
from dprk_transfers.present import cite as cite
from dprk_transfers.reading import Reading as Reading
from dprk_transfers.reading import explain_range as explain_range
from dprk_transfers.reading import explain_when as explain_when
from dprk_transfers.reading import read_range as read_range
from dprk_transfers.reading import read_when as read_when
from dprk_transfers.reconciliation import Answer as Answer
from dprk_transfers.reconciliation import Reconciliation as Reconciliation
from dprk_transfers.reconciliation import reconcile as reconcile
from dprk_transfers.reconciliation import review as review
from dprk_transfers.totals import Count as Count
from dprk_transfers.totals import Tally as Tally
from dprk_transfers.values import Extent as Extent
from dprk_transfers.values import Parts as Parts
from dprk_transfers.values import Range as Range
from dprk_transfers.values import When as When

__version__: str
